import type { Tone } from "./chat-message.ts";

/** Colours of states as chats draw them beside a message: those of the page in its light theme. */
export const colors: Record<Tone, string> = {
  operational: "#16794c",
  planned: "#3b62c9",
  minor: "#8a6100",
  major: "#b4460f",
  critical: "#c22f38",
};
