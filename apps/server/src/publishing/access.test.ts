import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "@fanal/database";
import type { PageVisibility } from "@fanal/domain";
import { expect, test } from "vitest";
import { createClientAddress } from "../client-address.ts";
import { createLog } from "../log.ts";
import { asPrivate, createGate } from "./access.ts";
import { createArtifactStore } from "./artifacts.ts";
import { keepOnDisk, readPagesFromDisk } from "./disk.ts";
import { createDoorCookies } from "./door/cookie.ts";
import { closedLock, lockOf, type PageLock } from "./door/lock.ts";
import type { PublishedPage } from "./published-page.ts";
import { publishedPage } from "./snapshot.fixture.ts";

const log = createLog("silent");
const clientAddress = createClientAddress([]);
const secrets = { present: "a secret for tests only, 32 characters", earlier: [] };
const monthMs = 30 * 24 * 3_600_000;

test("while the database is away a cookie opens its page, and nobody is a member", async () => {
  const cookies = createDoorCookies(secrets, { isSecure: false });
  const gate = createGate({ cookies, clientAddress, log });
  const page = locked("password", { passwordHash: "scrypt$one" });
  const cookie = cookies.issue(page).split(";")[0];
  expect(gate.admit(asking({ cookie }), page, "history")).toBe("in");
  expect(gate.admit(asking({}), page, "history")).toBe("password");
  expect(await gate.admit(asking({ cookie }), locked("members"), "")).toBe("unavailable");
  expect(await gate.admitSocket(asking({ cookie }), locked("members"))).toBe("unavailable");
});

test("somebody of whom it cannot be learned who they are is not let in", async () => {
  const gate = createGate({ cookies: createDoorCookies(secrets, { isSecure: false }), clientAddress, log });
  const away = () => Promise.reject(new Error("away"));
  const people = { url: "http://localhost:3000", isMember: away, refusedAt: away };
  const url = "postgres://127.0.0.1:1/nothing-listens-here";
  await using database = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  gate.askBy({ ...people, database });
  expect(await gate.admit(asking({ cookie: "x=y" }), locked("members"), "")).toBe("unavailable");
});

test("a cookie ends after a month, with another password, on another page, and with a secret that is not known", () => {
  let now = Date.now();
  const clock = { isSecure: true, now: () => now };
  const cookies = createDoorCookies(secrets, clock);
  const page = locked("password", { passwordHash: "scrypt$one" });
  const issued = cookies.issue(page);
  expect(issued).toMatch(/^__Host-fanal_door_[\w-]+=.*; Path=\/; .*; Secure$/);
  const [pair = ""] = issued.split(";");
  const request = asking({ cookie: `theme=dark; ${pair}; ${pair.split("=")[0]}=x` });
  const opens = (to: PublishedPage, by = cookies) => by.isValid(request, to);
  expect(opens(page)).toBe(true);
  expect(opens(locked("password", { passwordHash: "scrypt$two" }))).toBe(false);
  expect(opens({ ...page, pageId: "page-other" })).toBe(false);
  const present = "another secret for tests, 32 characters";
  expect(opens(page, createDoorCookies({ present, earlier: [] }, clock))).toBe(false);
  expect(opens(page, createDoorCookies({ present, earlier: [secrets.present] }, clock))).toBe(true);
  expect(opens(page, createDoorCookies(secrets, { ...clock, isSecure: false }))).toBe(false);
  now += monthMs + 1_000;
  expect(opens(page)).toBe(false);
});

test("a page is as closed on disk as it was, and one of which the lock is lost opens to nobody", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-door-"));
  await readPagesFromDisk(directory, log);
  const disk = keepOnDisk(directory, () => 1, log);
  const page = locked("password", { passwordHash: "scrypt$one", feedToken: "secret token" });
  disk.write(page);
  await disk[Symbol.asyncDispose]();
  expect((await readPagesFromDisk(directory, log)).pages[0]?.lock).toEqual(page.lock);
  const file = path.join(directory, "artifacts", `${page.pageId}.json`);
  const { lock: _, ...stored } = JSON.parse(await readFile(file, "utf8"));
  expect(JSON.stringify({ _, stored })).not.toMatch(/scrypt|secret token/);
  await writeFile(file, JSON.stringify(stored));
  expect((await readPagesFromDisk(directory, log)).pages[0]?.lock).toEqual(closedLock("password"));
  await rm(directory, { recursive: true });
});

test("a lock that was read earlier replaces none that was read later, whichever way it comes", () => {
  const store = createArtifactStore({ log });
  const told: string[] = [];
  store.onLock((pageId) => told.push(pageId));
  const open = { ...publishedPage("acme", 1), lock: { ...closedLock("public"), version: 1 } };
  const closed: PageLock = { ...closedLock("members"), version: 2 };
  store.install(open);
  expect(store.lock(open.pageId, closed)).toBe(true);
  store.install(open);
  expect(store.get("acme")?.lock).toEqual(closed);
  expect(store.lock(open.pageId, open.lock)).toBe(false);
  expect(store.lock(open.pageId, { ...closed, version: 3 })).toBe(false);
  expect(told).toEqual([open.pageId]);
  store.install({ ...open, version: 2, lock: { ...open.lock, version: 4 } });
  expect(told).toEqual([open.pageId, open.pageId]);
});

test("what is private is kept by nobody, whatever was prepared for everybody", () => {
  const headers = ["ETag", '"x"', "cache-control", "public, max-age=31536000, immutable", "Vary", "Accept"];
  expect(asPrivate(headers)).toEqual([
    ...["ETag", '"x"', "Vary", "Accept"],
    ...["Cache-Control", "private, no-store", "X-Robots-Tag", "noindex"],
  ]);
});

function locked(
  visibility: PageVisibility,
  secrets: { passwordHash?: string; feedToken?: string } = {},
): PublishedPage {
  const row = { version: 1, visibility, passwordHash: null, feedToken: null, ...secrets };
  const page = publishedPage("acme", 1);
  const snapshot = { ...page.snapshot, page: { ...page.snapshot.page, visibility } };
  return { ...page, snapshot, lock: lockOf(row) };
}

/** A request as far as the door looks at it. */
function asking(headers: Record<string, string | undefined>): IncomingMessage {
  return { url: "/", headers } as IncomingMessage;
}
