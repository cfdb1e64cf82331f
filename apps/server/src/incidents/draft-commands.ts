import type { Incident } from "@fanal/contract";
import { declareIncident, pastWhenDeclared, type TellingInput, tellingOf } from "@fanal/domain";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orRefuse, refuse, refuseStale } from "../refusals.ts";
import { rewriteOnlyUpdate } from "./draft.ts";
import { getIncident, planOf } from "./queries.ts";
import {
  columnsOf,
  deriveFromIncident,
  factsOf,
  isDraft,
  lockIncident,
  momentOfFirstUpdate,
  removeIncident,
  replaceServices,
  saveIncident,
  serviceIdsOf,
  stateOf,
} from "./store.ts";

/** Declares what a draft says, now. What is published already stays as it is. */
export function publishIncident(
  context: OrganizationContext,
  input: TellingInput & { incidentId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.create");
    const incident = await lockIncident(tx, context, input.incidentId);
    refuseStale(incident, input.version);
    if (!isDraft(incident)) return getIncident(tx, incident.id);
    const now = context.now();
    const { services } = await stateOf(tx, incident);
    const state = orRefuse(declareIncident(planOf(incident, services), now));
    const { status, isBackfilled } = state;
    await saveIncident(tx, context, incident.id, {
      ...columnsOf(state),
      startsWhenPublished: false,
      publishedAt: now,
    });
    await replaceServices(tx, incident.id, state.services, pastWhenDeclared(state, now));
    await rewriteOnlyUpdate(tx, context, incident.id, { createdAt: momentOfFirstUpdate(state, now) });
    await deriveFromIncident(tx, context, incident.id, serviceIdsOf(services));
    record(tx, context, {
      type: "incident.published",
      subjectId: incident.id,
      data: {
        isBackfilled,
        after: { ...factsOf(incident.title, state), status },
        telling: isBackfilled ? null : tellingOf(input),
      },
    });
    return getIncident(tx, incident.id);
  });
}

/** Takes a draft away; for everybody who may write one. */
export function discardDraft(
  context: OrganizationContext,
  input: { draftId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.create");
    const incident = await lockIncident(tx, context, input.draftId);
    if (!isDraft(incident)) refuse("not_found");
    refuseStale(incident, input.version);
    await removeIncident(tx, context, incident);
  });
}
