import type { Incident } from "@fanal/contract";
import { useEffect, useRef, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { useAutosave } from "../../lib/use-autosave.ts";
import {
  changesBetween,
  draftKeyOf,
  firstOf,
  isSame,
  keptShape,
  problemsOf,
  trimmed,
  writtenIn,
} from "./draft.ts";
import { useUpdateIncident } from "./writes.ts";

/**
 * What somebody writes into a draft. It is saved by itself whenever it rests and is sound; what somebody else writes into
 * the same draft is taken over, unless something of one's own waits to be saved.
 */
export function useDraft(organization: string, incident: Incident) {
  const key = draftKeyOf(incident.id);
  const saved = writtenIn(incident);
  const [draft, setDraft] = useState(() => {
    const kept = readDraft(key, keptShape);
    // What somebody else wrote since then is not written over unasked.
    return kept?.version === incident.version ? kept.written : saved;
  });
  const newestVersion = useRef(incident.version);
  const update = useUpdateIncident();
  const problems = problemsOf(draft, incident.isBackfilled);
  const autosave = useAutosave(firstOf(problems) === null ? trimmed(draft) : null, saved, (written) =>
    update.run({
      organization,
      incidentId: incident.id,
      version: incident.version,
      ...changesBetween(saved, written),
    }),
  );
  const isSaved = isSame(saved, trimmed(draft));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version of the incident asks for it
  useEffect(() => {
    // A write that failed is taken back to an earlier version: what was typed stays.
    const isNews = incident.version > newestVersion.current;
    newestVersion.current = Math.max(newestVersion.current, incident.version);
    if (!isNews || isSaved || !autosave.isSaved()) return;
    autosave.accept(saved);
    setDraft(saved);
  }, [incident]);

  // What is not saved outlives the view, as when the server was not reached.
  useEffect(() => {
    if (isSaved) dropDraft(key);
    else keepDraft(key, { version: incident.version, written: draft });
  }, [isSaved, draft, key, incident.version]);

  return { draft, setDraft, problems, isSaved, isSaving: update.isPending, flush: autosave.flush };
}
