export type Encoding = "brotli" | "gzip" | "identity";

const remembered = new Map<string, readonly Encoding[]>();
/** There are a few dozen of these headers in the world; more are somebody's play. */
const mostRemembered = 256;

const identityOnly: readonly Encoding[] = ["identity"];

/** The encodings that a client takes, best first: brotli before gzip before plain (RFC 9110, section 12.5.3). */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  if (header === undefined) return identityOnly;
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const accepted = parse(header);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(header, accepted);
  return accepted;
}

function parse(header: string): readonly Encoding[] {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const takes = (name: string) => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  const encodings: Encoding[] = [];
  if (takes("br")) encodings.push("brotli");
  if (takes("gzip") || (weights.get("x-gzip") ?? 0) > 0) encodings.push("gzip");
  // Also for a client that refuses it: a page in a form it did not ask for beats none.
  return [...encodings, "identity"];
}
