import { momentOfInput } from "../../lib/time.ts";

/** What is wrong with the start of something that is over, if something is. Times are local, as `datetime-local` writes them. */
export function problemOfStart(startedAt: string, now: Date): string | null {
  if (startedAt === "") return "Say when it started.";
  return momentOfInput(startedAt) > now ? "It cannot have started in the future." : null;
}

/** What is wrong with when something was said of an incident that is over, if something is. */
export function problemOfSaidAt(
  saidAt: string,
  { startedAt, resolvedAt }: { startedAt: string; resolvedAt: string | null },
): string | null {
  const at = momentOfInput(saidAt);
  const isInside = at >= new Date(startedAt) && (resolvedAt === null || at < new Date(resolvedAt));
  return isInside ? null : "Give a time between the start and the end of the incident.";
}

/** What is wrong with the end of something that is over, if something is. */
export function problemOfEnd(startedAt: string, resolvedAt: string, now: Date): string | null {
  if (resolvedAt === "") return "Say when it was over.";
  if (momentOfInput(resolvedAt) > now)
    return "It cannot end in the future. Declare an incident that is not over yet.";
  return startedAt !== "" && momentOfInput(resolvedAt) < momentOfInput(startedAt)
    ? "It ends before it starts."
    : null;
}
