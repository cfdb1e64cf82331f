import type { Refusal } from "./refusal.ts";

/** What was learned from an incident: the text as it is being written, and the edition that visitors see. */
export interface PostmortemState {
  draft: string;
  /** `null` while visitors see none. */
  message: string | null;
  publishedAt: Date | null;
}

/** The postmortem once its draft is published at `at`. A new edition keeps the day of the first. */
export function publishPostmortem(state: PostmortemState, at: Date): PostmortemState | Refusal {
  if (state.draft === "") return isEmpty;
  return { draft: state.draft, message: state.draft, publishedAt: state.publishedAt ?? at };
}

const isEmpty: Refusal = {
  refusal: "postmortem.is_empty",
  message: "This postmortem says nothing yet. Write it, then publish it.",
};
