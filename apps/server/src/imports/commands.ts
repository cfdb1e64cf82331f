import { limits, type PastImportInput, type WholePastImport } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { imports, newId } from "@fanal/database/schema";
import type { ImportSource } from "@fanal/domain";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import type { Past } from "./past.ts";
import { whatWasRead } from "./plan.ts";
import { getPastImport } from "./queries.ts";
import { countsOf, isImport, recordImport, shownColumns } from "./rows.ts";
import { UnreadableError } from "./source-api.ts";
import { sources } from "./sources/index.ts";
import type { SourceAccess } from "./sources/source.ts";

/**
 * Has the past of another product read: a file at once, an API by and by. Nothing is made of it before the import is started.
 */
export function createPastImport(
  context: OrganizationContext,
  input: PastImportInput,
): Promise<WholePastImport> {
  return context.inOrganization(async (tx) => {
    allow(context, "import.write");
    requireSource(input);
    const { source, file, address = null, sourcePageId = null, key = null } = input;
    const page = await requireStatusPage(tx, input.pageId);
    await requireRoom(tx);
    const id = newId();
    // Ids of Statuspage are unique everywhere.
    const origin = source === "statuspage" || address === null ? "" : new URL(address).host;
    const place = { source, origin, pageId: page.id };
    const access: SourceAccess = { address, sourcePageId, key };
    const [row] = await tx.db
      .insert(imports)
      .values({
        ...place,
        organizationId: tx.organizationId,
        id,
        ...(file === undefined
          ? {
              state: "reading",
              access: context.secretBox.seal(JSON.stringify(access), { column: "import.access", rowId: id }),
            }
          : { state: "ready", ...(await whatWasRead(tx, place, readFile(source, file))) }),
        startedBy: context.actor,
        startedFrom: context.address,
        createdAt: context.now(),
      })
      .returning(shownColumns);
    recordImport(tx, context, "import.created", orNotFound(row));
    return getPastImport(tx, { pastImportId: id });
  });
}

function readFile(source: ImportSource, file: string): Past {
  const refuseFile = (message: string) => refuse("bad_request", message, [{ path: ["file"], message }]);
  try {
    return sources[source].toPast(JSON.parse(file));
  } catch (error) {
    if (error instanceof UnreadableError) return refuseFile(error.message);
    if (error instanceof SyntaxError)
      return refuseFile("This file is no JSON. Save the export as JSON, and choose it again.");
    throw error;
  }
}

/** Makes what was read, or goes on where it was stopped. */
export function startPastImport(
  context: OrganizationContext,
  { pastImportId }: { pastImportId: string },
): Promise<WholePastImport> {
  return context.inOrganization(async (tx) => {
    allow(context, "import.write");
    const before = await lockImport(tx, pastImportId);
    if (before.state === "running") return getPastImport(tx, { pastImportId });
    if ((before.state !== "ready" && before.state !== "stopped") || before.past === null)
      refuse("bad_request", "What was read is not there any more. Read it again.");
    const { plan } = before;
    const nothing = countsOf((kind) => ({ added: 0, known: 0, refused: plan?.[kind].refused ?? 0 }));
    const [row] = await tx.db
      .update(imports)
      .set({
        state: "running",
        result: before.result ?? nothing,
        startedBy: context.actor,
        startedFrom: context.address,
        finishedAt: null,
      })
      .where(isImport(before))
      .returning(shownColumns);
    recordImport(tx, context, "import.started", orNotFound(row));
    return getPastImport(tx, { pastImportId });
  });
}

/** Ends an import before its last thing. What it made stays, and it can be gone on with for a day. */
export function stopPastImport(
  context: OrganizationContext,
  { pastImportId }: { pastImportId: string },
): Promise<WholePastImport> {
  return context.inOrganization(async (tx) => {
    allow(context, "import.write");
    // Waits for what is being made.
    const before = await lockImport(tx, pastImportId);
    if (!["reading", "ready", "running"].includes(before.state)) return getPastImport(tx, { pastImportId });
    const [row] = await tx.db
      .update(imports)
      .set({
        state: "stopped",
        access: null,
        // Of what was not begun nothing is to be gone on with.
        ...(before.state === "running" ? {} : { past: null }),
        takenUntil: null,
        finishedAt: context.now(),
      })
      .where(isImport(before))
      .returning(shownColumns);
    recordImport(tx, context, "import.stopped", orNotFound(row));
    return getPastImport(tx, { pastImportId });
  });
}

async function lockImport(tx: Tx, pastImportId: string): Promise<typeof imports.$inferSelect> {
  const one = isImport({ organizationId: tx.organizationId, id: pastImportId });
  const [row] = await tx.db.select().from(imports).where(one).for("no key update");
  return orNotFound(row);
}

/** Refuses what lacks that by which its product is read, or its ids are told apart. */
function requireSource({ source, file, address, sourcePageId, key }: PastImportInput): void {
  const want = (field: string, value: string | undefined, message: string) => {
    if (value === undefined) refuse("bad_request", message, [{ path: [field], message }]);
  };
  if (source !== "statuspage") want("address", address, "Say where it is: ids are told apart by it.");
  else if (file === undefined) {
    want("sourcePageId", sourcePageId, "Give the id of the page on Statuspage, or a file.");
    want("key", key, "Give an API key of Statuspage, or a file.");
  }
}

/** Refuses one import too many. Those who start one wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 31))`);
  const open = await tx.db.$count(
    imports,
    and(
      eq(imports.organizationId, tx.organizationId),
      inArray(imports.state, ["reading", "ready", "running"]),
    ),
  );
  if (open >= limits.pastImports)
    refuse("limit_reached", `${limits.pastImports} imports are open. Finish or stop one of them first.`);
}
