import type { UptimeReport } from "@fanal/contract";
import { roundDown, type ServiceStatus, serviceStatuses, serviceStatusLabels, uptimeOf } from "@fanal/domain";
import { duration } from "../../../lib/time.ts";

type Measured = Pick<UptimeReport, "seconds">;

/** The uptime of a time in which a part of it is corrected to a status; `corrected` is what counts in that part now. */
export function uptimeAfter(
  whole: Pick<UptimeReport, "seconds" | "rule">,
  corrected: Measured,
  status: ServiceStatus,
): number | null {
  const lasted = { ...whole.seconds };
  for (const one of serviceStatuses) {
    lasted[one] -= corrected.seconds[one];
    lasted[status] += corrected.seconds[one];
  }
  const share = uptimeOf(lasted, whole.rule);
  return share === null ? null : roundDown(share);
}

/** "Operational 2 h, Major outage 3 h": how long a service was what, as far as it is known. */
export function lastedWords({ seconds }: Measured): string {
  const start = new Date(0);
  return serviceStatuses
    .filter((status) => seconds[status] > 0)
    .map((status) => {
      const lasted = duration(start.toISOString(), new Date(seconds[status] * 1000));
      return `${serviceStatusLabels[status].label} ${lasted}`;
    })
    .join(", ");
}
