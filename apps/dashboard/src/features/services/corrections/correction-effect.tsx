import type { ServiceStatus } from "@fanal/domain";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { query } from "../../../lib/api.ts";
import { uptimeWords } from "../../../lib/uptime-words.ts";
import { useDebounced } from "../../../lib/use-debounced.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { lastedWords, uptimeAfter } from "./effect.ts";

interface CorrectionEffectProps {
  serviceId: string;
  /** A time that may be corrected; `null` while none is written. */
  time: { startedAt: Date; endedAt: Date } | null;
  status: ServiceStatus;
}

/** What counts in a time now, and what its correction would do to the uptime of the last 90 days. */
export function CorrectionEffect({ serviceId, time, status }: CorrectionEffectProps) {
  const { slug: organization } = useOrganization();
  const span = useDebounced(
    time === null ? null : { from: time.startedAt.toISOString(), to: time.endedAt.toISOString() },
  );
  const whole = useQuery(query.uptime.ofService.queryOptions({ input: { organization, serviceId } }));
  const now = useQuery(
    query.uptime.ofService.queryOptions({
      input: { organization, serviceId, ...span },
      enabled: span !== null,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <p role="status" className="text-xs text-muted-foreground">
      {words()}
    </p>
  );

  function words(): string {
    if (time === null || span === null) return "Say from when to when, to see what counts there now.";
    if (whole.isError || now.isError)
      return "What counts there now could not be loaded. It can be corrected.";
    if (whole.data === undefined || now.data === undefined) return "Looking at what counts there now…";
    const counted = lastedWords(now.data);
    const told = counted === "" ? "Nothing is known of that time." : `Counts now: ${counted}.`;
    if (span.from < whole.data.startsAt) return told;
    const [before, after] = [whole.data.uptime, uptimeAfter(whole.data, now.data, status)].map((uptime) =>
      uptime === null ? "no data" : uptimeWords(uptime),
    );
    return before === after
      ? `${told} The uptime of the last 90 days stays ${before}.`
      : `${told} The uptime of the last 90 days changes from ${before} to ${after}, by the usual weights.`;
  }
}
