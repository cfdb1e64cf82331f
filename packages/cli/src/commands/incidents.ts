import {
  type AffectedService,
  everyItem,
  type FanalClient,
  type Impact,
  type Incident,
  type IncidentServiceStatus,
  type IncidentStatus,
  type IncidentSummary,
  impacts,
  incidentServiceStatuses,
  incidentStatuses,
} from "@fanal/sdk";
import { type Command, Option } from "commander";
import { find } from "../find.ts";
import { oneLine, type Told, table } from "../output.ts";
import { serviceWithStatus } from "../parse.ts";
import { type Session, withServer } from "../session.ts";
import { pickService } from "./services.ts";

interface Changes {
  message?: string;
  status?: IncidentStatus;
  service?: { service: string; status: IncidentServiceStatus }[];
  impact?: Impact;
  notify: boolean;
}

export function addIncidentCommands(program: Command): void {
  const incident = program.command("incident").description("incidents and their updates");
  incident
    .command("list")
    .description("list open incidents, newest first")
    .option("-a, --all", "those that are resolved too")
    .action(({ all = false }: { all?: boolean }, command: Command) =>
      withServer(command, async ({ fanal, organization }) => {
        const incidents = await incidentsOf(fanal, organization, all ? "all" : "open");
        const none = all ? "There was no incident yet." : "No incident is open.";
        return { data: incidents, lines: incidents.length === 0 ? [none] : incidentLines(incidents) };
      }),
    );

  withChanges(incident.command("create"))
    .description("declare an incident")
    .argument("<title>", "what visitors read first")
    .requiredOption("-m, --message <text>", "the first update, in Markdown")
    .option("--draft", "only write it down; nobody is told")
    .action((title: string, options: Changes & { message: string; draft?: boolean }, command: Command) =>
      withServer(command, async (session) => {
        const { message, status, impact, notify, draft = false } = options;
        const created = await session.fanal.incidents.create(
          {
            organization: session.organization,
            ...{ title, message, notify, isDraft: draft },
            services: await affected(session, options),
            ...(status === undefined ? {} : { status }),
            ...(impact === undefined ? {} : { impact }),
          },
          session.once(),
        );
        return told(draft ? "Written down as a draft" : "Declared", created);
      }),
    );

  withChanges(incident.command("update"))
    .description("post an update to an incident")
    .argument("<incident>", "title or id of an open incident")
    .requiredOption("-m, --message <text>", "what is new, in Markdown")
    .action((name: string, options: Changes & { message: string }, command: Command) =>
      withServer(command, async (session) => {
        const found = await findIncident(session, name);
        const { message, status = found.status } = options;
        return told("Updated", await post(session, found, { ...options, message, status }));
      }),
    );

  incident
    .command("resolve")
    .description("say that an incident is over; its services heal by themselves")
    .argument("<incident>", "title or id of an open incident")
    .option("-m, --message <text>", "the last update, in Markdown", "This incident is resolved.")
    .option("--no-notify", "tell no subscribers")
    .action((name: string, options: { message: string; notify: boolean }, command: Command) =>
      withServer(command, async (session) => {
        const found = await findIncident(session, name);
        return told("Resolved", await post(session, found, { ...options, status: "resolved" }));
      }),
    );
}

export function incidentLines(incidents: IncidentSummary[]): string[] {
  return table(
    incidents.map(({ title, status, impact, startedAt, id }) => [title, status, impact, startedAt, id]),
  );
}

export async function incidentsOf(
  fanal: FanalClient,
  organization: string,
  state: "open" | "all",
): Promise<IncidentSummary[]> {
  return Array.fromAsync(
    everyItem((cursor) =>
      fanal.incidents.list({ organization, state, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
    ),
  );
}

/** Options of whatever says something new of an incident. */
function withChanges(command: Command): Command {
  return command
    .addOption(new Option("-s, --status <status>", "state of the incident").choices(incidentStatuses))
    .option(
      "--service <service=status>",
      `a service and what it is now, as often as needed: ${incidentServiceStatuses.join(", ")}`,
      serviceWithStatus(incidentServiceStatuses),
    )
    .addOption(new Option("--impact <impact>", "overrides the derived impact").choices(impacts))
    .option("--no-notify", "tell no subscribers");
}

async function affected(
  { fanal, organization }: Session,
  { service = [] }: Changes,
): Promise<AffectedService[]> {
  if (service.length === 0) return [];
  const services = await fanal.services.list({ organization });
  return service.map((one) => ({ serviceId: pickService(services, one.service).id, status: one.status }));
}

async function findIncident({ fanal, organization }: Session, name: string): Promise<IncidentSummary> {
  const open = await incidentsOf(fanal, organization, "open");
  return find(open, name, { kind: "open incident", nameOf: ({ title }) => title });
}

async function post(
  session: Session,
  { id, version }: IncidentSummary,
  changes: Changes & { message: string; status: IncidentStatus },
): Promise<Incident> {
  const { message, status, impact, notify } = changes;
  const services = await affected(session, changes);
  return session.fanal.incidents.postUpdate(
    {
      ...{ organization: session.organization, incidentId: id, message, status, notify, version },
      ...(services.length === 0 ? {} : { services }),
      ...(impact === undefined ? {} : { impact }),
    },
    session.once(),
  );
}

function told(what: string, incident: Incident): Told {
  const { title, status, id } = incident;
  return { data: incident, lines: [`${what}: ${oneLine(title)}`, `  ${status}  ${id}`] };
}
