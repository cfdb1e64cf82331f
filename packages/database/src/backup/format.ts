import { z } from "zod";
import { BrokenBackupError } from "./archive.ts";
import type { Table } from "./catalog.ts";

/*
 * What a backup is: a `tar.gz` of `fanal.json` (the header), `secret` where it was asked for, the rows of each table as text of `COPY`
 * in pieces (`tables/public.events/000001` …), and `manifest.json`, which comes last: a backup without it is not whole.
 */

/** Counts up when an older Fanal could not read a newer backup. */
export const formatVersion = 1;

export const headerFile = "fanal.json";
export const secretFile = "secret";
export const manifestFile = "manifest.json";

const tableName = z.string().regex(/^(public|auth)\.\w+$/);

const headerSchema = z.object({
  format: z.literal(formatVersion),
  /** The moment that the backup shows. */
  createdAt: z.iso.datetime(),
  /** By `secretId`: tells which secret opens what is sealed in it, without telling anything of it. */
  secretId: z.string(),
  migration: z.object({
    /** As in `migrations/`. */
    name: z.string(),
    /** When it was written, in milliseconds since 1970: newer ones are later. */
    when: z.number(),
  }),
  /** In the order in which they follow, each behind those that its rows point at. */
  tables: z.array(z.object({ name: tableName, columns: z.array(z.string()) })),
  partitions: z.array(z.object({ parent: tableName, name: z.string(), from: z.string(), to: z.string() })),
});
export type Header = z.infer<typeof headerSchema>;

/** What there is of each table of the header. */
const manifestSchema = z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() }));
export type Manifest = z.infer<typeof manifestSchema>;

/** Only so much of a header is read before it is known who wrote it. */
const anyHeader = z.object({ format: z.number() });

/** Reads the header; `"newer"` where a later Fanal wrote it in a way that this one does not know. */
export function asHeader(text: string): Header | "newer" {
  const parsed = asJson(text);
  const { data: any } = anyHeader.safeParse(parsed);
  if (any !== undefined && any.format > formatVersion) return "newer";
  return headerSchema.safeParse(parsed).data ?? broken("its header cannot be read");
}

/** Reads what the tables have to be. */
export function asManifest(text: string): Manifest {
  return manifestSchema.safeParse(asJson(text)).data ?? broken("its manifest cannot be read");
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Throws what says that a file is no backup that can be used, and why. */
export function broken(why: string): never {
  throw new BrokenBackupError(`This is no whole backup of Fanal: ${why}. Take another one.`);
}

/** Folder of the pieces of a table. */
export function folderOf({ name }: Table): string {
  return `tables/${name}/`;
}
