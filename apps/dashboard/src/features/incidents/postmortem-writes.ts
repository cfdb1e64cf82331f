import type { Incident, Postmortem } from "@fanal/contract";
import { toast } from "sonner";
import type { TellingChoice } from "../../components/telling/use-telling.ts";
import { api } from "../../lib/api.ts";
import { asTyped } from "../../lib/as-typed.ts";
import { dropDraft } from "../../lib/drafts.ts";
import { useWrite } from "../../lib/use-write.ts";
import { changeIncident } from "./cached.ts";
import { touches } from "./writes.ts";

type OnePostmortem = { organization: string; incidentId: string; version?: number | undefined };

/** Under which a browser keeps what could not be saved yet. */
export function postmortemKeyOf(incidentId: string): string {
  return `postmortem-${incidentId}`;
}

/** Keeps what is written so far. Only operators see it. */
export function useWritePostmortem() {
  return useWrite<OnePostmortem & { draft: string }, Incident>({
    send: api.incidents.writePostmortem,
    touches,
    failed: () => "The postmortem was not saved.",
    apply: (cache, input) =>
      changeIncident(cache, input, (incident) => ({
        ...incident,
        postmortem: {
          ...(incident.postmortem ?? unwritten),
          draft: input.draft,
          version: nextVersion(incident.postmortem),
        },
      })),
  });
}

export function usePublishPostmortem() {
  return useWrite<OnePostmortem & TellingChoice & { saidOfTelling: string }, Incident>({
    send: ({ saidOfTelling: _, ...input }, options) => api.incidents.publishPostmortem(input, options),
    touches,
    failed: () => "The postmortem was not published.",
    apply: (cache, input) =>
      changePostmortem(cache, input, (postmortem) => ({
        message: postmortem.draft,
        messageHtml: asTyped(postmortem.draft),
        publishedAt: postmortem.publishedAt ?? new Date().toISOString(),
      })),
    done: ({ id }, { saidOfTelling }) => {
      dropDraft(postmortemKeyOf(id));
      toast.success(`Postmortem published. ${saidOfTelling}`.trim());
    },
  });
}

export function useRevertPostmortem() {
  return useWrite<OnePostmortem, Incident>({
    send: api.incidents.revertPostmortem,
    touches,
    failed: () => "The postmortem was not taken back.",
    apply: (cache, input) =>
      changePostmortem(cache, input, () => ({ message: null, messageHtml: null, publishedAt: null })),
    done: () => toast("Postmortem taken back. Its text is a draft again."),
  });
}

function changePostmortem(
  cache: Parameters<typeof changeIncident>[0],
  input: OnePostmortem,
  edit: (postmortem: Postmortem) => Partial<Postmortem>,
): void {
  changeIncident(cache, input, (incident) => {
    const { postmortem } = incident;
    if (postmortem === null) return incident;
    return {
      ...incident,
      postmortem: { ...postmortem, ...edit(postmortem), version: nextVersion(postmortem) },
    };
  });
}

const unwritten = {
  message: null,
  messageHtml: null,
  publishedAt: null,
  updatedAt: new Date(0).toISOString(),
};

function nextVersion(postmortem: Postmortem | null): number {
  return (postmortem?.version ?? 0) + 1;
}
