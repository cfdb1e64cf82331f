import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Logger } from "pino";
import { closedLock } from "./door/lock.ts";
import type { PageImages } from "./images.ts";
import type { KeptStory, PageStories } from "./page-stories.ts";
import { asSnapshot } from "./publish.ts";
import type { PublishedPage } from "./published-page.ts";

const confirmationFile = "confirmed-at";
const confirmEveryMs = 15_000;

export interface DiskCopies extends AsyncDisposable {
  /** Keeps a page for the next start, in the background. */
  write: (page: PublishedPage) => void;
  remove: (pageId: string) => void;
}

export interface PagesOnDisk {
  pages: PublishedPage[];
  /** Until when the server that wrote them knew that they were the newest, in milliseconds since 1970. */
  confirmedAt: number;
}

function folderOf(dataDirectory: string): string {
  return path.join(dataDirectory, "artifacts");
}

/** Pages that an earlier run left, so that visitors are answered while the database is not there. */
export async function readPagesFromDisk(dataDirectory: string, log: Logger): Promise<PagesOnDisk> {
  const folder = folderOf(dataDirectory);
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  const pages: PublishedPage[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    if (name.endsWith(".tmp")) await rm(file, { force: true });
    if (!name.endsWith(".json")) continue;
    const page = await readPage(folder, file, log);
    if (page !== null) pages.push(page);
  }
  const confirmed = await readFile(path.join(folder, confirmationFile), "utf8").catch(() => "0");
  return { pages, confirmedAt: Number(confirmed) || 0 };
}

/** Keeps copies of pages on disk. What cannot be written is logged: visitors are served from memory all the same. */
export function keepOnDisk(dataDirectory: string, lastConfirmed: () => number, log: Logger): DiskCopies {
  const folder = folderOf(dataDirectory);
  /** What is there of each page: stories and images change far less often than the page. */
  const written = new Map<string, Pick<PublishedPage, "stories" | "images">>();
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (work: () => Promise<unknown>) => {
    queue = queue.then(work).then(
      () => undefined,
      (error) => log.warn({ err: error }, "cannot keep a copy of a page on disk"),
    );
  };
  const confirm = () =>
    enqueue(() => writeWhole(path.join(folder, confirmationFile), String(lastConfirmed())));
  const timer = setInterval(confirm, confirmEveryMs);

  async function writePage(page: PublishedPage): Promise<void> {
    const { organizationId, pageId, slug, version, snapshot, lock, stories, images } = page;
    const files = filesOf(folder, pageId);
    const before = written.get(pageId);
    // First, so that a page never speaks of a story that is not there.
    if (before?.stories !== stories) await writeWhole(files.stories, storiesToText(stories));
    if (before?.images !== images) await writeWhole(files.images, imagesToText(images));
    await writeWhole(files.page, JSON.stringify({ organizationId, pageId, slug, version, snapshot, lock }));
    written.set(pageId, { stories, images });
  }

  async function removePage(pageId: string): Promise<void> {
    written.delete(pageId);
    for (const file of Object.values(filesOf(folder, pageId))) await rm(file, { force: true });
  }

  return {
    write: (page) => enqueue(() => writePage(page)),
    remove: (pageId) => enqueue(() => removePage(pageId)),
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      confirm();
      await queue;
    },
  };
}

function filesOf(folder: string, pageId: string) {
  const file = (extension: string) => path.join(folder, `${pageId}.${extension}`);
  return { page: file("json"), stories: file("stories"), images: file("images") };
}

/** A reader sees the old file or the new one, never half of it. */
async function writeWhole(file: string, content: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}

async function readPage(folder: string, file: string, log: Logger): Promise<PublishedPage | null> {
  try {
    const stored: Partial<PublishedPage> = JSON.parse(await readFile(file, "utf8"));
    const snapshot = asSnapshot(stored.snapshot);
    const { organizationId, pageId, slug, version } = stored;
    if (snapshot === null || !organizationId || !pageId || !slug || !version) {
      throw new Error("It is not of the shape that this version writes");
    }
    const files = filesOf(folder, pageId);
    const stories = await readFile(files.stories, "utf8").then(storiesFromText);
    const images = await readFile(files.images, "utf8").then(imagesFromText);
    const lock = stored.lock ?? closedLock(snapshot.page.visibility);
    return {
      organizationId,
      pageId,
      slug,
      version,
      snapshot,
      lock,
      stories,
      images,
      bytes: null,
      messages: [],
    };
  } catch (error) {
    log.warn({ err: error, file }, "skipped a copy of a page that cannot be read");
    return null;
  }
}

function storiesToText({ incident, maintenance }: PageStories): string {
  return JSON.stringify({ incident: [...incident], maintenance: [...maintenance] });
}

function storiesFromText(text: string): PageStories {
  const { incident, maintenance }: Record<keyof PageStories, [string, KeptStory][]> = JSON.parse(text);
  return { incident: new Map(incident), maintenance: new Map(maintenance) };
}

function imagesToText(images: PageImages): string {
  return JSON.stringify(
    Array.from(images, ([path, { contentType, bytes }]) => [path, contentType, bytes.toString("base64")]),
  );
}

function imagesFromText(text: string): PageImages {
  const images: [string, string, string][] = JSON.parse(text);
  return new Map(
    images.map(([path, contentType, bytes]) => [path, { contentType, bytes: Buffer.from(bytes, "base64") }]),
  );
}
