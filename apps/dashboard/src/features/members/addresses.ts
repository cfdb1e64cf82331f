/** The addresses in a pasted text: of a list, a mail's recipients or a column of a table; each once, as typed first. */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of text.split(/[\s,;]+/)) {
    const address = part.replace(/^[<("']+|[>)"'.]+$/g, "").toLowerCase();
    if (address.includes("@")) found.set(address, address);
  }
  return [...found.values()];
}

/** What stands in a pasted text where an address is meant, and is none: it has no @ and is no name in front of one. */
export function oddPartsIn(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !part.includes("@"));
}
