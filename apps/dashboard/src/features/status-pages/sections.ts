/** The parts of a page's editor, in the order of its tabs and with what they are called. */
export const sections = {
  page: "Page",
  services: "Services",
  metrics: "Metrics",
  look: "Look",
  address: "Address",
  audience: "Audience",
  mail: "Mail",
  uptime: "Uptime",
} as const;

export type Section = keyof typeof sections;

export const sectionNames: readonly Section[] = [
  "page",
  "services",
  "metrics",
  "look",
  "address",
  "audience",
  "mail",
  "uptime",
];

/** The section that an address names; the first one where it names none. */
export function sectionOf(name: unknown): Section {
  return sectionNames.find((section) => section === name) ?? "page";
}
