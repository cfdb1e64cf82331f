import { connect, migrate } from "@fanal/database";
import { startTestFanal } from "@fanal/testing";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { publishingReaderName } from "../publishing/reader.ts";
import { followEvents } from "./follower.ts";
import { listenForWakeUps } from "./wake-up.ts";

test("what an organization's pages show is not confirmed while the reader that makes them is stuck", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"), {}, { publishingPatienceMs: 500 });
  const { client } = await fanal.signUp("Mara Ilves");
  const { id, slug: organization } = await client.organizations.create({ name: "Lumen" });
  const { role } = await migrate(fanal.databaseUrl);
  await using database = connect({
    url: fanal.databaseUrl,
    role,
    maxConnections: 4,
    name: "test",
    onError: () => {},
  });
  await using superuser = openAsSuperuser(fanal.databaseUrl);
  const log = pino({ level: "silent" });
  await using wakeUps = listenForWakeUps(fanal.databaseUrl, log);
  await using follower = await followEvents(
    { see: async () => {}, seeErased: () => {} },
    {
      database,
      after: publishingReaderName,
      wakeUps,
      log,
    },
  );
  const isConfirmed = () => follower.confirmedAt(id) === follower.lastLook();
  await expect.poll(isConfirmed).toBe(true);

  await superuser.db.transaction(async (tx) => {
    await tx.execute(sql`select from event_cursors for update`);
    await client.services.create({ organization, name: "API" });
    const created = Date.now();
    await expect.poll(() => follower.lastLook() > created && follower.confirmedAt(id) <= created).toBe(true);
  });
  await expect.poll(isConfirmed).toBe(true);
});
