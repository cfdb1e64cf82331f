import { type FanalClient, type Service, type ServiceStatus, serviceStatuses } from "@fanal/sdk";
import { Argument, type Command } from "commander";
import { find } from "../find.ts";
import { oneLine, table } from "../output.ts";
import { withServer } from "../session.ts";

export function addServiceCommands(program: Command): void {
  const service = program.command("service").description("services and their statuses");
  service
    .command("list")
    .description("list services in order")
    .action((_options: object, command: Command) =>
      withServer(command, async ({ fanal, organization }) => {
        const services = await fanal.services.list({ organization });
        return {
          data: services,
          lines: services.length === 0 ? ["There are no services yet."] : serviceLines(services),
        };
      }),
    );
  service
    .command("set")
    .description("set the status of a service by hand")
    .argument("<service>", "name or id")
    .addArgument(new Argument("<status>").choices(serviceStatuses))
    .option("-m, --message <text>", "one line for the timeline of the page")
    .action((name: string, status: ServiceStatus, options: { message?: string }, command: Command) =>
      withServer(command, async ({ fanal, organization }) => {
        const { id, version } = await findService(fanal, organization, name);
        const { message } = options;
        const set = await fanal.services.setStatus({
          ...{ organization, serviceId: id, status, version },
          ...(message === undefined ? {} : { message }),
        });
        const because =
          set.status === status
            ? []
            : ["It is shown as worse: of open incidents and maintenances the worst counts."];
        return { data: set, lines: [`${oneLine(set.name)} is ${set.status}.`, ...because] };
      }),
    );
}

export function serviceLines(services: Service[]): string[] {
  return table(services.map(({ name, status, id }) => [name, status, id]));
}

export async function findService(fanal: FanalClient, organization: string, name: string): Promise<Service> {
  return pickService(await fanal.services.list({ organization }), name);
}

export function pickService(services: Service[], name: string): Service {
  return find(services, name, { kind: "service", nameOf: (service) => service.name });
}
