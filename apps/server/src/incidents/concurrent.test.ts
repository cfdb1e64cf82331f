import { startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";

test("people who declare and update incidents on the same services at once wait for each other, and nothing is lost", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const { client } = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Lumen" });
  const api = await client.services.create({ organization, name: "API" });
  const search = await client.services.create({ organization, name: "Search" });
  const affected = [
    { serviceId: api.id, status: "partial_outage" as const },
    { serviceId: search.id, status: "degraded_performance" as const },
  ];
  const declared = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      client.incidents.create({
        organization,
        title: `Incident ${index}`,
        status: "investigating",
        message: "We look.",
        services: index % 2 === 0 ? affected : affected.toReversed(),
      }),
    ),
  );
  const updated = await Promise.all(
    declared.flatMap(({ id: incidentId }) =>
      ["It is the network.", "It is the switch."].map((message) =>
        client.incidents.postUpdate({
          organization,
          incidentId,
          status: "identified",
          message,
          services: affected,
        }),
      ),
    ),
  );
  expect(updated).toHaveLength(24);
  const updates = await Promise.all(
    declared.map(
      async ({ id: incidentId }) => (await client.incidents.get({ organization, incidentId })).updates,
    ),
  );
  for (const list of updates) expect(list).toHaveLength(3);
  expect((await client.services.list({ organization })).map(({ status }) => status)).toEqual([
    "partial_outage",
    "degraded_performance",
  ]);
});
