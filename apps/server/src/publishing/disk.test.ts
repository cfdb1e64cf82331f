import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { snapshotFormat } from "@fanal/contract/snapshot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { createArtifactStore } from "./artifacts.ts";
import { keepOnDisk, readPagesFromDisk } from "./disk.ts";
import { feeds } from "./feeds/index.ts";
import { readPagePath } from "./page-path.ts";
import type { PublishedPage } from "./published-page.ts";
import { maintenanceStory, publishedPage, resolvedStory } from "./snapshot.fixture.ts";

const log = createLog("silent");
let directory: string;
let folder: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "fanal-disk-"));
  folder = path.join(directory, "artifacts");
  await readPagesFromDisk(directory, log);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("pages are read as they were written, with the time until when they were known to be the newest", async () => {
  const disk = keepOnDisk(directory, () => 4711, log);
  disk.write(publishedPage("acme", 1));
  disk.write(publishedPage("gone", 1));
  disk.write(publishedPage("acme", 2));
  disk.remove("page-gone");
  await disk[Symbol.asyncDispose]();
  expect(await readPagesFromDisk(directory, log)).toEqual({
    pages: [publishedPage("acme", 2)],
    confirmedAt: 4711,
  });
});

test("stories and images are read as they were written, those that are gone too", async () => {
  const disk = keepOnDisk(directory, () => 1, log);
  const page: PublishedPage = {
    ...publishedPage("acme", 1),
    stories: { incident: new Map([["gone", null]]), maintenance: new Map() },
    images: new Map([["images/abc.png", { contentType: "image/png", bytes: Buffer.from([0, 255, 10]) }]]),
  };
  disk.write(page);
  const incident = new Map([
    ["told", resolvedStory("told")],
    ["gone", null],
  ]);
  const next = { ...page, stories: { incident, maintenance: new Map() } };
  disk.write(next);
  await disk[Symbol.asyncDispose]();
  expect((await readPagesFromDisk(directory, log)).pages).toEqual([next]);
});

test("feeds, calendar and badge that are made from a copy are those from before, byte for byte, also when nobody confirms them", async () => {
  const page: PublishedPage = {
    ...publishedPage("acme", 1),
    stories: {
      incident: new Map([["one", resolvedStory("one")]]),
      maintenance: new Map([["two", maintenanceStory("two")]]),
    },
  };
  const disk = keepOnDisk(directory, () => 1, log);
  disk.write(page);
  await disk[Symbol.asyncDispose]();
  const { pages } = await readPagesFromDisk(directory, log);
  const answersOf = (held: readonly PublishedPage[], confirmedAt: number) => {
    const store = createArtifactStore({ log, now: () => 1_000_000 });
    store.confirmBy(() => confirmedAt);
    for (const one of held) store.install(one);
    return (below: string) => {
      const answers = store.answers("acme", {
        path: readPagePath(below),
        language: "en",
        base: "/status/acme",
      });
      return typeof answers === "string" ? answers : answers.identity;
    };
  };
  const before = answersOf([page], 1_000_000);
  const confirmed = answersOf(pages, 1_000_000);
  const unconfirmed = answersOf(pages, 1);
  for (const { path } of Object.values(feeds)) {
    expect(before(path)).toMatchObject({ body: expect.any(Buffer) });
    expect(confirmed(path)).toEqual(before(path));
    expect(unconfirmed(path)).toEqual(before(path));
  }
  expect(confirmed("badge.svg")).toEqual(before("badge.svg"));
  expect(unconfirmed("badge.svg")).toBe("unavailable");
});

test("copies that are cut off, of another format or no pages at all are left out, and the others are served", async () => {
  const disk = keepOnDisk(directory, () => 1, log);
  disk.write(publishedPage("acme", 1));
  await disk[Symbol.asyncDispose]();
  const page = publishedPage("other", 1);
  const foreign = { ...page, snapshot: { ...page.snapshot, format: snapshotFormat + 1 } };
  const odd: Record<string, string> = {
    "half.json": JSON.stringify(page).slice(0, 100),
    "empty.json": "",
    "null.json": "null",
    "list.json": "[]",
    "foreign.json": JSON.stringify(foreign),
    "third.json": JSON.stringify({ ...publishedPage("third", 1), images: undefined }),
    "nameless.json": JSON.stringify({ ...page, slug: undefined }),
    "page.json.99.tmp": "half",
    "readme.txt": "not ours",
    "page-third.stories": "[",
    "confirmed-at": "nonsense",
  };
  for (const [name, content] of Object.entries(odd)) await writeFile(path.join(folder, name), content);
  await mkdir(path.join(folder, "folder.json"));

  const { pages, confirmedAt } = await readPagesFromDisk(directory, log);
  expect(pages.map(({ slug }) => slug)).toEqual(["acme"]);
  expect(confirmedAt).toBe(0);
  expect(await readdir(folder)).not.toContain("page.json.99.tmp");
});

test("a disk that takes nothing more holds nobody up", async () => {
  const disk = keepOnDisk(directory, () => 1, log);
  await rm(folder, { recursive: true });
  await writeFile(folder, "a file where the folder was");
  disk.write(publishedPage("acme", 1));
  disk.remove("page-acme");
  await disk[Symbol.asyncDispose]();
});
