import { expect, test } from "vitest";
import { startTellingHouse } from "./telling-house.ts";

const mails = 10_000;

test("a mail server that is away for an hour costs no mail, doubles none, and holds up no webhook", {
  timeout: 300_000,
}, async () => {
  await using house = await startTellingHouse();
  const { client, organization, mailServer, receiver, db } = house;
  await house.subscribe([
    { channel: "webhook", address: `${receiver.url}/hook` },
    ...Array.from({ length: mails }, (_, number) => ({
      channel: "email" as const,
      address: `pia.${number}@example.com`,
    })),
  ]);

  await mailServer.close();
  await client.incidents.create({ organization, title: "A long night", message: "We look." });
  await receiver.atLeast(1, "/hook");
  const queued = async () =>
    (await db.query("select count(*)::int from deliveries where channel = 'email' and state = 'queued'"))
      .rows;
  await expect.poll(queued, { timeout: 20_000 }).toEqual([{ count: mails }]);
  // As an hour later. The clock of the server itself goes on: its longest pause between two looks is a minute.
  await db.query(`update deliveries set created_at = created_at - interval '1 hour',
    expires_at = expires_at - interval '1 hour' where channel = 'email'`);
  await mailServer.open();

  const settled = async () =>
    (
      await db.query(
        "select state, max(attempts) as attempts, count(*)::int from deliveries where channel = 'email' group by state",
      )
    ).rows;
  await expect
    .poll(settled, { timeout: 240_000, interval: 500 })
    .toEqual([{ state: "sent", attempts: 1, count: mails }]);
  const told = mailServer.received.filter(({ subject }) => subject?.includes("A long night"));
  expect(told).toHaveLength(mails);
  expect(new Set(told.map(({ recipients }) => recipients.join())).size).toBe(mails);
});
