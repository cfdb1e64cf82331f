import { fullTime } from "../../lib/time.ts";

interface Window {
  /** Name of the status page. */
  page: string;
  /** `null` for now. */
  startsAt: Date | null;
  /** `null` for no end. */
  endsAt: Date | null;
  now: Date;
}

/** When visitors see a notice, by the reader's own clock. */
export function whenShown({ page, startsAt, endsAt, now }: Window): string {
  if (endsAt !== null && endsAt <= now) return `Over: visitors no longer see it on ${page}.`;
  const from = startsAt === null || startsAt <= now ? "from now on" : `from ${said(startsAt)}`;
  const until = endsAt === null ? "until it is taken down" : `until ${said(endsAt)}`;
  return `On your clock: on ${page} ${from} ${until}.`;
}

function said(at: Date): string {
  return fullTime(at.toISOString());
}
