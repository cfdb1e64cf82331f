import type { Command } from "commander";
import { heading } from "../output.ts";
import { withServer } from "../session.ts";
import { incidentLines, incidentsOf } from "./incidents.ts";
import { maintenanceLines, maintenancesOf } from "./maintenances.ts";
import { serviceLines } from "./services.ts";

export function addStatusCommand(program: Command): void {
  program
    .command("status")
    .description("how services are, what is open and what is planned")
    .action((_options: object, command: Command) =>
      withServer(command, async ({ fanal, organization }) => {
        const [services, incidents, maintenances] = await Promise.all([
          fanal.services.list({ organization }),
          incidentsOf(fanal, organization, "open"),
          maintenancesOf(fanal, organization),
        ]);
        const wrong = services.filter(({ status }) => status !== "operational").length;
        const summary =
          wrong === 0
            ? "All services are operational."
            : `${wrong} of ${services.length} services are not operational.`;
        const lines = [
          heading(services.length === 0 ? "There are no services yet." : summary),
          ...serviceLines(services),
          ...(incidents.length === 0 ? [] : ["", heading("Open incidents"), ...incidentLines(incidents)]),
          ...(maintenances.length === 0
            ? []
            : ["", heading("Maintenance"), ...maintenanceLines(maintenances)]),
        ];
        return { data: { services, incidents, maintenances }, lines };
      }),
    );
}
