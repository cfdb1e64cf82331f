interface PresetService {
  name: string;
  description: string;
}

interface Preset {
  name: string;
  services: PresetService[];
}

const api: PresetService = { name: "API", description: "REST and GraphQL for your integrations" };

/** The usual ones, to begin with. */
export const usualServices: PresetService[] = [
  api,
  { name: "Website", description: "What visitors see first" },
  { name: "Dashboard", description: "Where your customers work" },
  { name: "Database", description: "Storage behind everything else" },
];

/** What organizations of a kind mostly have; each name can be changed before it is made. */
export const presets: Preset[] = [
  { name: "Website and API", services: usualServices.filter(({ name }) => name !== "Dashboard") },
  {
    name: "SaaS",
    services: [
      { name: "Web app", description: "Where your customers work" },
      api,
      { name: "Sign-in", description: "Accounts and single sign-on" },
      { name: "Webhooks", description: "Delivery of outgoing events" },
      { name: "E-mail", description: "Notices and invitations" },
      { name: "Background jobs", description: "Imports, exports and reports" },
    ],
  },
  {
    name: "Shop",
    services: [
      { name: "Storefront", description: "Products and search" },
      { name: "Checkout", description: "Cart and orders" },
      { name: "Payments", description: "Cards, bank transfers and refunds" },
      { name: "Customer accounts", description: "Sign-in, addresses and past orders" },
      { name: "Shipping", description: "Labels and tracking" },
    ],
  },
  {
    name: "Internal tools",
    services: [
      { name: "Wiki", description: "What everybody looks up" },
      { name: "Chat", description: "Channels and calls" },
      { name: "Git", description: "Repositories and reviews" },
      { name: "Builds", description: "Tests and deployments" },
      { name: "VPN", description: "The way in from outside" },
    ],
  },
];
