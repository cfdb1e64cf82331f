import type { TestSubscriber } from "@fanal/testing";
import { expect, test } from "vitest";
import { startTellingHouse, type TellingHouse } from "./telling-house.ts";

/** Under way at once in the lane of e-mail: what a mail server may have taken when the server dies, and nobody has noted. */
const mailsUnderWay = 50;

/** Kills the server at random, so often, while so many messages are sent; resolves once all are. */
async function killWhileTelling(house: TellingHouse, { kills, all }: { kills: number; all: number }) {
  const { mailServer, receiver, db, killAndRestart } = house;
  const taken = () => mailServer.received.length + receiver.received.length;
  for (let round = 1; round <= kills; round++) {
    const enough = Math.min(taken() + (Math.random() * all) / kills, all * 0.95);
    await expect.poll(taken, { timeout: 60_000, interval: 5 }).toBeGreaterThan(enough - 1);
    await killAndRestart();
  }
  const states = async () =>
    (await db.query("select state, count(*)::int from deliveries group by state")).rows;
  await expect.poll(states, { timeout: 60_000 }).toEqual([{ state: "sent", count: all }]);
}

/** What came to mailboxes about something. */
function mailsOf({ mailServer }: TellingHouse, title: string) {
  return mailServer.received.filter(({ subject }) => subject?.includes(title));
}

test("a server killed ten times while it tells 5,000 subscribers misses nobody, and repeats itself only with the same id", {
  timeout: 300_000,
}, async () => {
  const [kills, ofEach] = [10, 2_500];
  await using house = await startTellingHouse();
  const { client, organization, receiver } = house;
  const everybody: TestSubscriber[] = Array.from({ length: ofEach }, (_, number) => number).flatMap(
    (number) => [
      { channel: "email", address: `pia.${number}@example.com` },
      { channel: "webhook", address: `${receiver.url}/${number}` },
    ],
  );
  await house.subscribe(everybody);
  await client.incidents.create({ organization, title: "A long night", message: "We look." });
  await killWhileTelling(house, { kills, all: everybody.length });

  const mailed = mailsOf(house, "A long night");
  const mails = Map.groupBy(mailed, ({ recipients }) => recipients.join());
  const posts = Map.groupBy(receiver.received, ({ path }) => path);
  expect([mails.size, posts.size]).toEqual([ofEach, ofEach]);
  for (const some of mails.values()) expect(new Set(some.map(({ messageId }) => messageId)).size).toBe(1);
  for (const some of posts.values())
    expect(new Set(some.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(mailed.length - ofEach).toBeLessThanOrEqual(kills * mailsUnderWay);
});

test("a server killed while it tells teams writes each notice once, misses none, and repeats itself only with the same id", {
  timeout: 300_000,
}, async () => {
  const [kills, targets, incidents] = [3, 30, 20];
  await using house = await startTellingHouse();
  const { client, organization, receiver } = house;
  await client.noticeTargets.create({ organization, teamId: null, channel: "email" });
  for (let number = 0; number < targets; number++)
    await client.noticeTargets.create({
      organization,
      teamId: null,
      channel: "webhook",
      url: `${receiver.url}/${number}`,
    });
  for (let number = 0; number < incidents; number++)
    await client.incidents.create({
      organization,
      title: `Night ${number}`,
      message: "We look.",
      notify: false,
    });
  await killWhileTelling(house, { kills, all: (targets + 1) * incidents });

  const posts = Map.groupBy(
    receiver.received,
    ({ path, body }) => `${path} ${JSON.parse(body).data.incident.id}`,
  );
  expect(posts.size).toBe(targets * incidents);
  for (const some of posts.values())
    expect(new Set(some.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  const mails = Map.groupBy(mailsOf(house, "Night"), ({ subject }) => subject);
  expect(mails.size).toBe(incidents);
  for (const some of mails.values()) expect(new Set(some.map(({ messageId }) => messageId)).size).toBe(1);
});
