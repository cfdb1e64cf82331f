import domains from "email-providers/all.json" with { type: "json" };

const known: ReadonlySet<string> = new Set(domains);

/** Whether anybody can have an address there, so that no organization's people are known by it. By a list from npm. */
export function isPublicMailDomain(domain: string): boolean {
  return known.has(domain);
}
