import { limits } from "@fanal/contract";
import { asSystem, type Database, inOrganization, isDatabaseAway, type Tx } from "@fanal/database";
import { imports } from "@fanal/database/schema";
import type { Access, Action, ImportProblem } from "@fanal/domain";
import { ORPCError } from "@orpc/server";
import { and, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { readOrganization } from "../auth/organizations.ts";
import type { Context, OrganizationContext } from "../context.ts";
import { lease, startLeasedWork } from "../leased-work.ts";
import { type Outcome, type Step, stepsOf } from "./bring.ts";
import { asPast, type Past } from "./past.ts";
import { batches, whatWasRead } from "./plan.ts";
import { countsOf, type ImportId, isImport, recordImport, starterOf } from "./rows.ts";
import { createSourceApi, UnreadableError } from "./source-api.ts";
import { sources } from "./sources/index.ts";
import type { SourceAccess } from "./sources/source.ts";

type ImportRow = typeof imports.$inferSelect;

/** So long what was read is kept for whoever starts it, or goes on. */
const keptMs = 24 * 3_600_000;

/** Pieces of one transaction. */
const stepsAtOnce = 20;

/**
 * Reads what is to be imported, and makes it piece by piece once somebody starts that. What was done is noted in the transaction that
 * does it: an import that is cut off goes on behind its last piece.
 */
export function startPastImports(context: Context): AsyncDisposable {
  return startLeasedWork({
    claim: async () => {
      await forgetOld(context);
      return claim(context.database);
    },
    workOn: (id: ImportId, stop) => workOn(context, id, stop),
    log: context.log,
    cutOff: "an import from another product was cut off; it goes on by itself",
  });
}

/** The oldest import that nobody works on; `null`: there is none. */
function claim(database: Database): Promise<ImportId | null> {
  return asSystem(database, "claim an import from another product", async (db) => {
    const [found] = await db
      .select({ organizationId: imports.organizationId, id: imports.id })
      .from(imports)
      .where(
        and(
          inArray(imports.state, ["reading", "running"]),
          sql`coalesce(${imports.takenUntil}, '-infinity') < now()`,
        ),
      )
      .orderBy(imports.createdAt)
      .limit(1)
      .for("update", { skipLocked: true });
    if (found === undefined) return null;
    await db.update(imports).set({ takenUntil: lease }).where(isImport(found));
    return found;
  });
}

/** What was read holds addresses: it is kept no longer than somebody may want to go on with it. */
function forgetOld({ database, now }: Context): Promise<unknown> {
  return asSystem(database, "forget what was read for imports", (db) =>
    db
      .update(imports)
      .set({ past: null, state: "stopped" })
      .where(
        and(
          isNotNull(imports.past),
          inArray(imports.state, ["ready", "stopped"]),
          lt(imports.createdAt, new Date(now().getTime() - keptMs)),
        ),
      ),
  );
}

async function workOn(context: Context, id: ImportId, stop: AbortSignal): Promise<void> {
  const { result } = await inOrganization(context.database, id.organizationId, ({ db }) =>
    db.select().from(imports).where(isImport(id)),
  );
  const [row] = result;
  if (row?.state === "reading") await readSource(context, row, stop);
  if (row?.state === "running") await bring(context, row, stop);
  // Another server need not wait for the lease to end.
  await inOrganization(context.database, id.organizationId, ({ db }) =>
    db.update(imports).set({ takenUntil: null }).where(isImport(id)),
  );
}

/** Reads an API from its beginning, and says what would be made of it. */
async function readSource(context: Context, row: ImportRow, stop: AbortSignal): Promise<void> {
  let past: Past;
  try {
    past = await pastOf(context, row, stop);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    await endReading(context, row, async () => ({
      state: "failed",
      failure: error.message,
      finishedAt: context.now(),
    }));
    return;
  }
  await endReading(context, row, async (tx) => ({
    state: "ready",
    ...(await whatWasRead(tx, row, past)),
  }));
}

async function endReading(
  context: Context,
  row: ImportRow,
  end: (tx: Tx) => Promise<Partial<ImportRow>>,
): Promise<void> {
  await inOrganization(context.database, row.organizationId, async (tx) => {
    const [locked] = await tx.db.select().from(imports).where(isImport(row)).for("no key update");
    if (locked?.state !== "reading") return;
    const [saved] = await tx.db
      .update(imports)
      .set({ ...(await end(tx)), access: null, takenUntil: null })
      .where(isImport(row))
      .returning();
    if (saved !== undefined) recordImport(tx, starterOf(saved, context.now), "import.read", saved);
  });
}

async function pastOf(
  { database, outgoing, secretBox }: Context,
  row: ImportRow,
  stop: AbortSignal,
): Promise<Past> {
  const source = sources[row.source];
  const access = asAccess(secretBox.open(row.access ?? "", { column: "import.access", rowId: row.id }));
  const goesOn = async () => {
    const { result } = await inOrganization(database, row.organizationId, ({ db }) =>
      db
        .update(imports)
        .set({ takenUntil: lease })
        .where(and(isImport(row), inArray(imports.state, ["reading"])))
        .returning({ id: imports.id }),
    );
    if (result.length === 0) throw new UnreadableError("It was stopped.");
  };
  const api = createSourceApi({ outgoing, ...source.api(access), stop, goesOn });
  return source.toPast(await source.collect(api, access));
}

/** As it was sealed by the command that began the import. */
function asAccess(opened: string): SourceAccess {
  return JSON.parse(opened) as SourceAccess;
}

/** Goes on with an import until its last piece, its end by somebody, or the end of this server. */
async function bring(context: Context, row: ImportRow, stop: AbortSignal): Promise<void> {
  const organization = await readOrganization(context.database, row.organizationId);
  const { startedBy: actor, startedFrom: address } = row;
  const asStarter = (tx: Tx): OrganizationContext => ({
    ...context,
    actor,
    address,
    access: importing,
    signedInBy: null,
    organization,
    inOrganization: (work) => work(tx),
  });
  let from = row.done;
  for (const steps of batches(stepsAfter(row.done, stepsOf(asPast(row.past))), stepsAtOnce)) {
    if (stop.aborted) return;
    const isOurs = await take(context, row, steps, { asStarter, from });
    if (!isOurs) return;
    from += sizeOfAll(steps);
  }
  await finish(context, row);
}

/** What whoever starts an import may do; commands ask for it. */
const importing: Access = {
  role: null,
  teams: "all",
  actions: new Set<Action>([
    "service.create",
    "service.set_status",
    "status_page.read",
    "status_page.update",
  ]),
};

/** Those behind the first so many things. What makes no thing of its own is done once again at the place where it stands. */
function stepsAfter(done: number, steps: readonly Step[]): Step[] {
  let position = 0;
  return steps.filter(({ size }) => {
    position += size;
    return position > done || (position === done && size === 0);
  });
}

function sizeOfAll(steps: readonly Step[]): number {
  return steps.reduce((sum, { size }) => sum + size, 0);
}

interface Taking {
  asStarter: (tx: Tx) => OrganizationContext;
  from: number;
}

/**
 * Takes some steps in one transaction. When one of them cannot be taken each is by itself, and it is noted why that one cannot.
 *
 * @returns false when somebody else has gone on with the import, or ended it
 */
async function take(
  context: Context,
  row: ImportRow,
  steps: readonly Step[],
  { asStarter, from }: Taking,
): Promise<boolean> {
  try {
    return await note(context, row, steps, from, (tx, step) => step.take(tx, asStarter(tx), row));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (steps.length > 1) return takeEach(context, row, steps, { asStarter, from });
    if (!(error instanceof ORPCError))
      context.log.warn({ err: error }, "something of an import cannot be brought");
    const message =
      error instanceof ORPCError ? error.message : "It cannot be brought; the server's log says why.";
    return note(context, row, steps, from, async (_, { name }) => ({
      added: 0,
      known: 0,
      problems: [{ name, message }],
    }));
  }
}

async function takeEach(
  context: Context,
  row: ImportRow,
  steps: readonly Step[],
  { asStarter, from }: Taking,
): Promise<boolean> {
  let position = from;
  for (const step of steps) {
    if (!(await take(context, row, [step], { asStarter, from: position }))) return false;
    position += step.size;
  }
  return true;
}

async function note(
  context: Context,
  id: ImportId,
  steps: readonly Step[],
  from: number,
  work: (tx: Tx, step: Step) => Promise<Outcome>,
): Promise<boolean> {
  const { result } = await inOrganization(context.database, id.organizationId, async (tx) => {
    // Two imports of an organization may bring the same thing: the second finds what the first made.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 32))`);
    // Locked against a server that believes that we are gone, and against whoever stops it.
    const [row] = await tx.db
      .select({
        state: imports.state,
        done: imports.done,
        result: imports.result,
        problems: imports.problems,
      })
      .from(imports)
      .where(isImport(id))
      .for("no key update");
    if (row === undefined || row.state !== "running" || row.done !== from) return false;
    const counts = structuredClone(row.result) ?? countsOf(() => ({ added: 0, known: 0, refused: 0 }));
    const noted: ImportProblem[] = [];
    for (const step of steps) {
      const { added, known, problems } = await work(tx, step);
      const count = counts[step.kind];
      count.added += added;
      count.known += known;
      count.refused += step.size - added - known;
      noted.push(...problems.map((problem) => ({ kind: step.kind, ...problem })));
    }
    await tx.db
      .update(imports)
      .set({
        done: from + sizeOfAll(steps),
        result: counts,
        problems: [...row.problems, ...noted].slice(0, limits.importProblems),
        takenUntil: lease,
      })
      .where(isImport(id));
    return true;
  });
  return result;
}

async function finish(context: Context, id: ImportId): Promise<void> {
  await inOrganization(context.database, id.organizationId, async (tx) => {
    const [row] = await tx.db.select().from(imports).where(isImport(id)).for("no key update");
    if (row?.state !== "running" || row.done < row.total) return;
    const [saved] = await tx.db
      .update(imports)
      .set({ state: "finished", past: null, takenUntil: null, finishedAt: context.now() })
      .where(isImport(id))
      .returning();
    if (saved !== undefined) recordImport(tx, starterOf(saved, context.now), "import.finished", saved);
  });
}
