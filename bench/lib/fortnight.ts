import { type BenchFanal, demoOrganization } from "./fanal.ts";

const dayMs = 86_400_000;
const serviceCount = 10;
/** Days ago of incidents beside those that the demo brings. */
const days = [1, 2, 3, 7, 9, 12, 13];

/** Makes of the demo's page one with ten services and two full weeks behind it. */
export async function fillFortnight({ client }: BenchFanal): Promise<void> {
  const organization = demoOrganization;
  const services = await client.services.list({ organization });
  for (let number = services.length; number < serviceCount; number++) {
    services.push(await client.services.create({ organization, name: `Region ${number}` }));
  }
  for (const [index, daysAgo] of days.entries()) {
    const service = services[index];
    if (service === undefined) throw new Error("There are too few services");
    const { id: incidentId } = await client.incidents.create({
      organization,
      title: `${service.name} answers slowly`,
      message: `Some requests to ${service.name} take several seconds. We are looking for the cause.`,
      services: [{ serviceId: service.id, status: "degraded_performance" }],
      startedAt: new Date(Date.now() - daysAgo * dayMs).toISOString(),
    });
    await client.incidents.postUpdate({
      organization,
      incidentId,
      status: "identified",
      message: "A deployment of ours made a query slow. We are taking it back.",
    });
    await client.incidents.postUpdate({
      organization,
      incidentId,
      status: "resolved",
      message: "Response times are back to normal. No request was lost.",
    });
  }
}
