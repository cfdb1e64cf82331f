import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { asSystem, type Database } from "@fanal/database";
import { mails } from "@fanal/database/schema";
import { inArray } from "drizzle-orm";
import { outboxOf } from "./outbox.ts";

const pattern = /([0-9a-f-]{36})\.eml(?:\.part)?$/;
const atOnce = 1_000;

/** Deletes mails that were kept as files and whose rows are gone: with their time, or with their organization. */
export async function forgetFiles(database: Database, dataDirectory: string): Promise<void> {
  const folder = outboxOf(dataDirectory);
  const files = (await readdir(folder).catch(() => [])).flatMap((name) => {
    const id = pattern.exec(name)?.[1];
    return id === undefined ? [] : [{ name, id }];
  });
  for (let at = 0; at < files.length; at += atOnce) {
    const some = files.slice(at, at + atOnce);
    const rows = await asSystem(database, "mails that files are of", (db) =>
      db
        .select({ id: mails.id })
        .from(mails)
        .where(
          inArray(
            mails.id,
            some.map(({ id }) => id),
          ),
        ),
    );
    const kept = new Set(rows.map(({ id }) => id));
    const gone = some.filter(({ id }) => !kept.has(id));
    await Promise.all(gone.map(({ name }) => rm(path.join(folder, name), { force: true })));
  }
}
