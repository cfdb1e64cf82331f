import { everyItem, type FanalClient, type MaintenanceSummary } from "@fanal/sdk";
import type { Command } from "commander";
import { oneLine, table } from "../output.ts";
import { collect } from "../parse.ts";
import { withServer } from "../session.ts";
import { pickService } from "./services.ts";

interface Plan {
  message: string;
  start: string;
  end: string;
  timeZone?: string;
  service: string[];
  rrule?: string;
  notify: boolean;
}

export function addMaintenanceCommands(program: Command): void {
  const maintenance = program.command("maintenance").description("planned work");
  maintenance
    .command("list")
    .description("list maintenances that are planned or going on, soonest first")
    .action((_options: object, command: Command) =>
      withServer(command, async ({ fanal, organization }) => {
        const maintenances = await maintenancesOf(fanal, organization);
        const lines = maintenances.length === 0 ? ["Nothing is planned."] : maintenanceLines(maintenances);
        return { data: maintenances, lines };
      }),
    );
  maintenance
    .command("schedule")
    .description("plan a maintenance; it starts and ends by itself")
    .argument("<title>", "what visitors read first")
    .requiredOption("-m, --message <text>", "what is done and what people will notice, in Markdown")
    .requiredOption("--start <local time>", "on the clock of the time zone: 2026-12-01T02:00")
    .requiredOption("--end <local time>", "on the same clock: 2026-12-01T04:00")
    .option("--time-zone <zone>", "such as Europe/Berlin; that of the organization when left out")
    .option("--service <service>", "name or id of what it affects, as often as needed", collect, [])
    .option("--rrule <rule>", "how it repeats, by RFC 5545: FREQ=MONTHLY;BYDAY=2TU")
    .option("--no-notify", "tell no subscribers")
    .action((title: string, plan: Plan, command: Command) =>
      withServer(command, async ({ fanal, organization, once }) => {
        const services = plan.service.length === 0 ? [] : await fanal.services.list({ organization });
        const timeZone = plan.timeZone ?? (await fanal.organizations.get({ organization })).timeZone;
        const planned = await fanal.maintenances.create(
          {
            ...{ organization, title, timeZone, message: plan.message, notify: plan.notify },
            ...{ localStart: plan.start, localEnd: plan.end, rrule: plan.rrule ?? null },
            serviceIds: plan.service.map((name) => pickService(services, name).id),
          },
          once(),
        );
        const window = `${planned.localStart} to ${planned.localEnd}, ${planned.timeZone}`;
        return { data: planned, lines: [`Planned: ${oneLine(planned.title)}`, `  ${window}  ${planned.id}`] };
      }),
    );
}

export function maintenanceLines(maintenances: MaintenanceSummary[]): string[] {
  return table(
    maintenances.map(({ title, status, startsAt, endsAt, id }) => [title, status, startsAt, endsAt, id]),
  );
}

export async function maintenancesOf(
  fanal: FanalClient,
  organization: string,
): Promise<MaintenanceSummary[]> {
  return Array.fromAsync(
    everyItem((cursor) =>
      fanal.maintenances.list({ organization, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
    ),
  );
}
