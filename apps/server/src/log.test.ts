import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase, startServerProcess, testSecret } from "@fanal/testing";
import { DrizzleQueryError } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { openAsSuperuser } from "./http/test-helpers.ts";
import { createLog, toErrorEntry, withRequestId } from "./log.ts";

test("a failed query is logged with its text and cause, but without what somebody typed", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505", client: { secretKey: 4711 } });
  const error = new DrizzleQueryError("insert into t values ($1)", ["a secret\n    of two lines"], cause);
  const entry = JSON.stringify(toErrorEntry(error));
  expect(entry).toContain("insert into t values");
  expect(entry).toContain("duplicate key");
  expect(entry).toContain("23505");
  expect(entry).toContain("log.test.ts");
  expect(entry).not.toContain("secret");
});

test("what others say of persons, machines and secrets is logged without them, wherever it stands", () => {
  const lines: string[] = [];
  const levels: string[] = [];
  const log = createLog("info", {
    counted: (level) => levels.push(level),
    destination: { write: (line) => lines.push(line) },
  });
  const inner = new Error("550 <mara@example.com> from 203.0.113.9");
  const err = new Error("cannot tell noor@example.com", { cause: inner });
  withRequestId("the-request", () =>
    log.warn({ err, deep: [{ reason: "kim@example.com" }] }, "ivo@example.com is gone"),
  );
  log.child({ to: "9" }).error({ password: "hunter2", token: "seventeen" }, "of 198.51.100.7");
  log.info("fanal_abcdefghijklmnop");
  log.debug("not said");
  const text = lines.join("");
  expect(text).not.toMatch(/example\.com|203\.0|198\.51|hunter2|abcdefgh|seventeen/);
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(["the-request", undefined, undefined]);
  expect(JSON.parse(lines[0] ?? "").err).toMatchObject({
    message: "cannot tell …@…",
    cause: { name: "Error" },
  });
  expect(levels, "each line that is written").toEqual(["warn", "error", "info"]);
});

test("a whole server logs neither what people type nor where they are, and names the request of each failure", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  await using database = openAsSuperuser(own.url);
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-log-"));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(dataDirectory, { recursive: true, force: true }));
  await using server = await startServerProcess({
    DATABASE_URL: own.url,
    FANAL_SECRET: testSecret,
    FANAL_DATA_DIR: dataDirectory,
    FANAL_LOG_LEVEL: "debug",
    FANAL_TRUSTED_PROXIES: "127.0.0.1",
    PORT: "0",
  });
  const [email, password, key] = [
    "quint.vermeer@private.example",
    "kettle-and-kite",
    "fanal_Abcdefgh0123456789",
  ];
  const from = { origin: server.url, "x-forwarded-for": "203.0.113.77", "content-type": "application/json" };
  const ask = (path: string, body: object | null, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: body === null ? "GET" : "POST",
      headers: { ...from, ...headers },
      body: body === null ? null : JSON.stringify(body),
    });
  const credentials = { name: "Quint Vermeer", email, password };
  const sweep = async () => {
    await ask("/api/auth/sign-up/email", credentials);
    await ask("/api/auth/request-password-reset", { email });
    await ask(
      "/api/v1/organizations",
      { name: email },
      { authorization: `Bearer ${key}`, cookie: `a=${key}` },
    );
    await ask(`/api/v1/heartbeats/${key}`, {});
    await ask(`/mail-events/ses/${key}`, { recipient: email });
    await ask(`/api/v1/organizations?token=${key}`, null, { authorization: `Bearer ${key}` });
    return ask("/api/auth/sign-in/email", credentials);
  };
  await sweep();
  // Now everything that asks who somebody is fails, with the query and its values at hand.
  await database.pool.query(
    'alter table auth."user" rename to gone; alter table api_keys rename to gone_keys',
  );
  const failed = await sweep();
  expect(failed.status).toBe(500);
  const requestId = failed.headers.get("x-request-id");
  await expect.poll(() => server.output()).toContain(`"requestId":"${requestId}"`);
  await server.stop();
  const output = server.output();
  expect(output).toContain("a request failed");
  for (const hidden of [email, "private.example", password, key, "203.0.113.77", "Vermeer", testSecret])
    expect(output, hidden).not.toContain(hidden);
  expect(output).not.toContain(new URL(own.url).password);
}, 60_000);
