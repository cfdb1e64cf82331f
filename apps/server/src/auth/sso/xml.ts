import { DOMParser, type Document, type Element } from "@xmldom/xmldom";

/** Parses XML that comes from elsewhere; `null` for what is none. A document type is refused: entities could grow without end. */
export function parseXml(text: string): Document | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    return new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    }).parseFromString(text, "text/xml");
  } catch {
    return null;
  }
}

/** Elements of this name, whatever their prefix. */
export function elementsOf(parent: Document | Element, namespace: string, name: string): Element[] {
  return [...parent.getElementsByTagNameNS(namespace, name)];
}
