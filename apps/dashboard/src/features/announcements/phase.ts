import type { Announcement } from "@fanal/contract";

export const phases = ["current", "planned", "past"] as const;
export type Phase = (typeof phases)[number];

/** Whether a notice stands on its page, will, or did. */
export function phaseOf({ startsAt, endsAt }: Pick<Announcement, "startsAt" | "endsAt">, now: Date): Phase {
  if (endsAt !== null && new Date(endsAt) <= now) return "past";
  return new Date(startsAt) > now ? "planned" : "current";
}
