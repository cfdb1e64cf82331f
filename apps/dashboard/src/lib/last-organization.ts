import { keepStored, readStored } from "@fanal/ui/lib/stored";

const name = "fanal-last-organization";

/** The organization that was open last in this browser. */
export function lastOrganization(): string | null {
  return readStored(name);
}

export function rememberOrganization(slug: string): void {
  keepStored(name, slug);
}
