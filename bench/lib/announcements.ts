import type { BenchFanal } from "./fanal.ts";
import { demoOrganization } from "./fanal.ts";

/** Changes of the demo's page that can be made again and again, each as large as the others. */
export async function prepareAnnouncements({ client }: BenchFanal): Promise<() => Promise<void>> {
  const organization = demoOrganization;
  const { items } = await client.incidents.list({ organization, state: "open" });
  const incident = items[0];
  if (incident === undefined) throw new Error("The demo has no open incident");
  let count = 0;
  return async () => {
    count++;
    const title = `${incident.title} ${String(count % 10)}`;
    await client.incidents.update({ organization, incidentId: incident.id, title });
  };
}
