import type { Snapshot } from "@fanal/contract/snapshot";

/** What a document is, as JSON-LD in the words of schema.org. */
export function structuredData(
  { page, asOf }: Snapshot,
  path: string,
  name: string,
  description: string,
): string {
  const data = {
    "@context": "https://schema.org",
    "@type": "WebPage",
    name,
    description,
    url: path === "" ? page.url : `${page.url}/${path}`,
    dateModified: asOf,
    isPartOf: { "@type": "WebSite", name: page.name, url: page.url },
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
