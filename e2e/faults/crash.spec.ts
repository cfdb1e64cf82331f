import { type ServerProcess, signUp, startServerProcess } from "@fanal/testing";
import { expect, test } from "vitest";
import { freePort, postgresOf, temporaryFolder } from "./processes.ts";

const rounds = 20;
const organization = "lumen";

/** Posts update after update, each until it is acknowledged, as a careful client does: with one key for all its tries. */
function startPosting(post: (message: string, idempotencyKey: string) => Promise<unknown>) {
  const acknowledged: string[] = [];
  let isStopped = false;
  const done = (async () => {
    for (let number = 1; !isStopped; number++) {
      const message = `update number ${number}.`;
      for (let isPosted = false; !isPosted && !isStopped; ) {
        isPosted = await post(message, `key-${number}`).then(
          () => true,
          () => false,
        );
      }
      if (!isStopped) acknowledged.push(message);
    }
  })();
  return {
    acknowledged,
    stop: () => {
      isStopped = true;
      return done;
    },
  };
}

test("a server killed 20 times while updates are posted has each acknowledged one once, and a page that is not behind", {
  timeout: 240_000,
}, async () => {
  await using folder = await temporaryFolder();
  const environment = {
    FANAL_DATA_DIR: folder.path,
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    PORT: String(await freePort()),
  };
  let server: ServerProcess = await startServerProcess(environment);
  const { url } = server;
  const { client } = await signUp(url, "Mara Ilves");
  await client.organizations.create({ name: "Lumen", slug: organization });
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "A long night",
    status: "investigating",
    message: "We look.",
    services: [],
  });
  const posting = startPosting((message, idempotencyKey) =>
    client.incidents.postUpdate(
      { organization, incidentId, status: "identified", message },
      { context: { idempotencyKey } },
    ),
  );

  for (let round = 1; round <= rounds; round++) {
    const before = posting.acknowledged.length;
    await expect.poll(() => posting.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 2);
    // Some way into a write, and another way each time.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    const postgres = round % 4 === 0 ? await postgresOf(folder.path) : null;
    await server.kill();
    if (postgres !== null) process.kill(postgres, "SIGKILL");
    server = await startServerProcess(environment);
    const newest = posting.acknowledged.at(-1) ?? "";
    await expect
      .poll(async () => (await fetch(`${url}/status/lumen`)).text(), { timeout: 10_000 })
      .toContain(newest);
  }
  await posting.stop();

  const { updates } = await client.incidents.get({ organization, incidentId });
  const posted = updates.map(({ message }) => message).filter((message) => message.startsWith("update"));
  expect(new Set(posted).size).toBe(posted.length);
  expect(posting.acknowledged.filter((message) => !posted.includes(message))).toEqual([]);
  expect(posting.acknowledged.length).toBeGreaterThan(rounds * 2);
  await server.stop();
});
