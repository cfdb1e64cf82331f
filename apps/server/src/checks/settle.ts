import { type Database, inOrganization, type Tx } from "@fanal/database";
import { checkStates, checks, services } from "@fanal/database/schema";
import { applyResult, defaultMessages } from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import { clockOf, fanal } from "../by-itself.ts";
import type { RecordedBy } from "../events/record.ts";
import { closeByMachine, draftByMachine } from "../incidents/by-machine.ts";
import { orNotFound } from "../refusals.ts";
import { setSignals } from "../signals/set-signals.ts";
import type { CheckRow } from "./queries.ts";
import { type Finished, noteResults } from "./record.ts";

type StateRow = typeof checkStates.$inferSelect;

/** Says of the service what the check has to say of it now. */
export function say(
  tx: Tx,
  by: RecordedBy,
  check: Pick<CheckRow, "id" | "name" | "serviceId" | "status">,
  isDown: boolean,
): Promise<void> {
  const { id: sourceId, name, serviceId, status } = check;
  return setSignals(tx, by, { source: "check", sourceId, name }, isDown ? [{ serviceId, status }] : []);
}

/** Takes the draft away that was written when the check went down; one that a person has worked on stays. */
export async function closeDraft(
  tx: Tx,
  by: RecordedBy,
  { checkId, incidentId }: Pick<StateRow, "checkId" | "incidentId">,
): Promise<void> {
  if (incidentId === null) return;
  await closeByMachine(tx, by, incidentId, { message: defaultMessages.resolved });
  await tx.db.update(checkStates).set({ incidentId: null }).where(stateOf(tx, checkId));
}

/** Locks where a check stands, which results and people may change at once. Whoever has both locks the check first. */
export async function lockState(tx: Tx, checkId: string): Promise<StateRow> {
  const [row] = await tx.db.select().from(checkStates).where(stateOf(tx, checkId)).for("update");
  return orNotFound(row);
}

/**
 * Notes a result with which a check turns, and all that follows. Decided on the locked rows, so that it is noted once, and
 * not at all when the check was changed, or taken over by another server, meanwhile.
 */
export async function noteTurn(database: Database, finished: Finished): Promise<void> {
  const { organizationId, checkId, claim } = finished.check;
  await inOrganization(database, organizationId, async (tx) => {
    const [check] = await tx.db
      .select({ row: checks })
      .from(checks)
      .innerJoin(
        services,
        and(eq(services.organizationId, checks.organizationId), eq(services.id, checks.serviceId)),
      )
      .where(
        and(eq(checks.organizationId, organizationId), eq(checks.id, checkId), isNull(services.deletedAt)),
      )
      .for("update", { of: checks });
    if (check === undefined) return;
    const { row } = check;
    const state = await lockState(tx, checkId);
    if (state.claim !== claim) return;
    const at = await clockOf(tx);
    const by = { actor: fanal, now: () => at };
    const { isUp } = finished.observation;
    const { isDown } = applyResult({ isDown: state.downSince !== null, contrary: state.contrary }, isUp, row);
    await noteResults(tx.db, [finished]);
    await tx.db
      .update(checkStates)
      .set({
        downSince: isDown ? at : null,
        ...(isDown && row.draftsIncident
          ? { incidentId: await draftByMachine(tx, by, { ...row, happened: `${row.name} is down` }) }
          : {}),
      })
      .where(stateOf(tx, checkId));
    await say(tx, by, row, isDown);
    if (!isDown) await closeDraft(tx, by, state);
  });
}

function stateOf(tx: Tx, checkId: string) {
  return and(eq(checkStates.organizationId, tx.organizationId), eq(checkStates.checkId, checkId));
}
