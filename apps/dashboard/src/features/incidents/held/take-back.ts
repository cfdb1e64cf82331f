import { useSyncExternalStore } from "react";
import { keepDraft, readDraft } from "../../../lib/drafts.ts";
import { declareDraft, declareKeyOf, updateDraft, updateKeyOf } from "../kept-drafts.ts";
import { type HeldWrite, letGo } from "./held-writes.ts";

let count = 0;
const listeners = new Set<() => void>();

/** Changes when something was taken back: who shows a draft reads it anew. */
export function useTakenBack(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => count,
  );
}

/** Puts what was written back to where it was written, below what is written there by now. */
export function takeBack({ id, organization, write }: HeldWrite): void {
  if (write.kind === "declare") {
    const key = declareKeyOf(organization);
    const { title, message, impact = null, services = [], nextUpdateAt = null } = write.input;
    const begun = readDraft(key, declareDraft);
    keepDraft(key, {
      title,
      status: write.input.status ?? "investigating",
      message: joined(begun?.title === title ? begun.message : undefined, message),
      impact,
      services,
      startedAt: "",
      nextUpdateAt,
    });
  } else {
    const key = updateKeyOf(write.incidentId);
    const { status, message, impact, services, nextUpdateAt = null } = write.input;
    keepDraft(key, {
      message: joined(readDraft(key, updateDraft)?.message, message),
      status,
      // What became operational is no longer affected.
      services: services?.filter((service) => service.status !== "operational") ?? null,
      impact,
      nextUpdateAt,
      saidAt: "",
    });
  }
  letGo(id);
  count++;
  for (const listener of listeners) listener();
}

function joined(before: string | undefined, message: string): string {
  return before === undefined || before === "" || before === message ? message : `${before}\n\n${message}`;
}
