import { type Report, reportMonth, type ServiceLevel } from "@fanal/contract";
import { type Database, inOrganization } from "@fanal/database";
import { serviceStatuses, shiftDate } from "@fanal/domain";
import { asCsv } from "../file-stream.ts";
import { refuseQuery } from "../refusals.ts";
import { listServices } from "../services/queries.ts";
import { reportOfOrganization } from "./queries.ts";
import { listServiceLevels } from "./service-levels.ts";

interface ExportOptions {
  database: Database;
  now: () => Date;
  /** Id of the organization that whoever sends the request may read the services of; ends the request otherwise. */
  authorize: (headers: Headers, organization: string) => Promise<string>;
}

const states = [...serviceStatuses, "unknown"] as const;

const columns = [
  "month",
  "time_zone",
  "service_id",
  "service",
  "uptime_percent",
  ...states.map((state) => `${state}_seconds`),
  "incidents",
  "sla_target_percent",
  "sla_state",
  "budget_seconds",
  "spent_seconds",
  "remaining_seconds",
];

/** The report of a month as a file, one row for each service. */
export function createReportExport({
  database,
  now,
  authorize,
}: ExportOptions): (request: Request, of: { organization: string; month: string }) => Promise<Response> {
  return async (request, { organization, month: asked }) => {
    const organizationId = await authorize(request.headers, organization);
    const parsed = reportMonth.safeParse(asked);
    if (!parsed.success) return refuseQuery(parsed.error);
    const month = parsed.data;
    const first = `${month}-01`;
    const { result: rows } = await inOrganization(database, organizationId, async (reader) => {
      const at = now();
      const levels = await listServiceLevels(reader, { month }, at);
      const span = { from: first, to: shiftDate(first, 1, "month") };
      const report = await reportOfOrganization(reader, span, at);
      const nameOf = new Map((await listServices(reader)).map(({ id, name }) => [id, name]));
      const levelOf = new Map(levels.map((level) => [level.serviceId, level]));
      return report.services.map((service) => [
        month,
        report.timeZone,
        service.serviceId,
        nameOf.get(service.serviceId),
        ...cellsOf(service, levelOf.get(service.serviceId)),
      ]);
    });
    return new Response(asCsv([columns, ...rows]), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="report-${month}.csv"`,
      },
    });
  };
}

function cellsOf(
  { uptime, seconds, incidents }: Report["services"][number],
  level: ServiceLevel | undefined,
): unknown[] {
  return [
    // The digits that are there: 0.99999 times 100 is a little more in binary.
    uptime === null ? null : Number((uptime * 100).toFixed(3)),
    ...states.map((state) => seconds[state]),
    incidents,
    level?.slaTarget,
    level?.state,
    level?.budgetSeconds,
    level?.spentSeconds,
    level?.remainingSeconds,
  ];
}
