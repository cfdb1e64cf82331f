import type { IncidentServiceStatus, IncidentStatus } from "@fanal/domain";

export const demoGroups: { name: string; services: { name: string; description: string }[] }[] = [
  {
    name: "Core",
    services: [
      { name: "API", description: "REST and GraphQL for your integrations" },
      { name: "Website", description: "acme.example and its checkout" },
      { name: "Dashboard", description: "Where your team works" },
    ],
  },
  {
    name: "Delivery",
    services: [
      { name: "Webhooks", description: "Delivery of outgoing events" },
      { name: "E-mail", description: "Receipts and notices to your customers" },
    ],
  },
  {
    name: "Data",
    services: [
      { name: "Database", description: "Storage of orders and accounts" },
      { name: "Search", description: "Search over products and orders" },
      { name: "Exports", description: "Nightly files and reports" },
    ],
  },
];

export interface DemoIncident {
  title: string;
  services: { name: string; status: IncidentServiceStatus }[];
  /** Oldest first; the first one declares the incident. */
  updates: { minutesAgo: number; status: IncidentStatus; message: string }[];
}

export const demoHistory: DemoIncident[] = [
  {
    title: "API slow in Europe",
    services: [{ name: "API", status: "degraded_performance" }],
    updates: [
      {
        minutesAgo: 11 * 1440 + 210,
        status: "investigating",
        message: "Requests from Europe take up to 4 seconds. We are looking for the cause.",
      },
      {
        minutesAgo: 11 * 1440 + 170,
        status: "identified",
        message: "A cache in Frankfurt restarted cold. It is filling up again.",
      },
      {
        minutesAgo: 11 * 1440 + 95,
        status: "resolved",
        message: "Response times are back to normal since 09:40 UTC. No request was lost.",
      },
    ],
  },
  {
    title: "Exports delayed",
    services: [{ name: "Exports", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 5 * 1440 + 400,
        status: "investigating",
        message: "Last night’s exports did not finish for some accounts. Your data is safe.",
      },
      {
        minutesAgo: 5 * 1440 + 320,
        status: "monitoring",
        message:
          "All exports were started again:\n\n- small accounts are done\n- large accounts follow within the hour",
      },
      {
        minutesAgo: 5 * 1440 + 180,
        status: "resolved",
        message: "Every export of the night is complete. We now alert when one runs longer than an hour.",
      },
    ],
  },
  {
    title: "Webhook deliveries delayed",
    services: [{ name: "Webhooks", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 49,
        status: "investigating",
        message: "Some webhook deliveries arrive up to 10 minutes late. We are looking for the cause.",
      },
      {
        minutesAgo: 22,
        status: "identified",
        message: "A queue worker is stuck. **No event is lost**; all are delivered after a restart.",
      },
    ],
  },
];
