import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, pack } from "tar-stream";

/** The file is no backup, or not a whole one. */
export class BrokenBackupError extends Error {
  override name = "BrokenBackupError";
}

/** Adds a file to the archive; resolves when there is room for the next one. */
export type AddFile = (name: string, content: Buffer | string) => Promise<void>;

/**
 * Writes a `tar.gz` that only its owner may read. It is there as a whole or not at all: until all is written and on the
 * disk it has another name.
 */
export async function writeArchive(file: string, fill: (add: AddFile) => Promise<void>): Promise<void> {
  const partial = `${file}.part`;
  await rm(partial, { force: true });
  const archive = pack();
  const written = pipeline(Readable.from(archive), createGzip(), createWriteStream(partial, { mode: 0o600 }));
  const add: AddFile = (name, content) => {
    const bytes = Buffer.from(content);
    return new Promise((resolve, reject) => {
      const entry = archive.entry({ name, size: bytes.length, mode: 0o600 }, (error) =>
        error ? reject(error) : resolve(),
      );
      entry.end(bytes);
    });
  };
  try {
    // A disk that is full ends both.
    await Promise.race([
      fill(add),
      written.then(() => Promise.reject(new Error("The archive ended early."))),
    ]);
    archive.finalize();
    await written;
    await flush(partial);
    await rename(partial, file);
    await flush(path.dirname(file));
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** Asks the operating system to write it to the disk; folders cannot be asked on Windows. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The files of an archive, one after the other: each has to be read to its end before the next one comes. */
export interface Entries {
  /** Name of the file that is next; `null` at the end. */
  next: () => string | null;
  /** Reads the next file. */
  content: () => AsyncIterable<Buffer>;
}

/** Reads an archive without keeping more than a piece of it in memory. */
export async function readArchive<Result>(
  file: string,
  read: (entries: Entries) => Promise<Result>,
): Promise<Result> {
  const archive = extract();
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  // A pipe passes no failures on.
  for (const stream of [source, unpacked]) stream.on("error", (error: Error) => archive.destroy(error));
  unpacked.pipe(archive);
  const files = archive[Symbol.asyncIterator]();
  try {
    let current = await files.next();
    return await read({
      next: () => (current.done ? null : current.value.header.name),
      content: async function* () {
        if (current.done) return;
        for await (const piece of current.value) if (Buffer.isBuffer(piece)) yield piece;
        current = await files.next();
      },
    });
  } catch (error) {
    throw isBroken(error) ? new BrokenBackupError(brokenMessage(file), { cause: error }) : error;
  } finally {
    for (const stream of [source, unpacked, archive]) stream.destroy();
  }
}

function brokenMessage(file: string): string {
  return `${file} is no whole backup of Fanal: it was cut off, or altered, or is something else. Take another backup.`;
}

/** What gzip and tar say of bytes that are not theirs. */
function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return code.startsWith("Z_") || /^(unexpected end of data|invalid tar header)/i.test(error.message);
}
