/** What is wrong with the start of something that is over, if something is. Times are local, as `datetime-local` writes them. */
export function problemOfStart(startedAt: string, now: Date): string | null {
  if (startedAt === "") return "Say when it started.";
  return new Date(startedAt) > now ? "It cannot have started in the future." : null;
}

/** What is wrong with when something was said of an incident that is over, if something is. */
export function problemOfSaidAt(
  saidAt: string,
  { startedAt, resolvedAt }: { startedAt: string; resolvedAt: string | null },
): string | null {
  const at = new Date(saidAt);
  const isInside = at >= new Date(startedAt) && (resolvedAt === null || at < new Date(resolvedAt));
  return isInside ? null : "Give a time between the start and the end of the incident.";
}

/** What is wrong with the end of something that is over, if something is. */
export function problemOfEnd(startedAt: string, resolvedAt: string, now: Date): string | null {
  if (resolvedAt === "") return "Say when it was over.";
  if (new Date(resolvedAt) > now)
    return "It cannot end in the future. Declare an incident that is not over yet.";
  return startedAt !== "" && new Date(resolvedAt) < new Date(startedAt) ? "It ends before it starts." : null;
}
