import { limits } from "@fanal/contract";
import { startTestFanal } from "@fanal/testing";
import { sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";

test("an organization has as many services as lists can hold, and one more is refused in words", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  await using database = openAsSuperuser(fanal.databaseUrl);
  const { client } = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Lumen" });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  // Two thousand requests would take a minute.
  await database.db.execute(sql`
    insert into services select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
    from services s, generate_series(1, ${limits.services - 2}::int) where s.id = ${serviceId}`);

  const last = await client.services.create({ organization, name: "The last one" });
  const refused = { code: "limit_reached", message: expect.stringContaining("at most 2,000 services") };
  await expect(client.services.create({ organization, name: "One more" })).rejects.toMatchObject(refused);
  await client.services.delete({ organization, serviceId });
  await client.services.create({ organization, name: "One more" });
  await expect(client.services.restore({ organization, serviceId })).rejects.toMatchObject(refused);
  expect(await client.services.list({ organization })).toHaveLength(limits.services);
  expect(last.name).toBe("The last one");
});

test("services that are created at once have places of their own", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const { client } = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Lumen" });
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      client.services.create({ organization, name: `Service ${index}` }),
    ),
  );
  const services = await client.services.list({ organization });
  expect(new Set(services.map(({ position }) => position)).size).toBe(12);
});
