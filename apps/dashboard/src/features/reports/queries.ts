import { query } from "../../lib/api.ts";
import { askedOf } from "./period.ts";
import type { ReportPeriod } from "./search.ts";

interface AskedReport {
  organization: string;
  timeZone: string;
  period: ReportPeriod;
  /** All of them without. */
  serviceId?: string | undefined;
}

export function reportQuery({ organization, timeZone, period, serviceId }: AskedReport, now: Date) {
  return query.reports.get.queryOptions({
    input: {
      organization,
      ...askedOf(period, now, timeZone),
      ...(serviceId === undefined ? {} : { serviceId }),
    },
  });
}
