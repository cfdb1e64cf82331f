import { everything, localTimeOf, type MaintenanceStatus } from "@fanal/domain";
import { createAnnouncement } from "../announcements/commands.ts";
import type { OrganizationContext } from "../context.ts";
import { createHeartbeat } from "../heartbeats/commands.ts";
import { declareIncident } from "../incidents/commands.ts";
import { publishPostmortem, writePostmortem } from "../incidents/postmortem-commands.ts";
import { createTemplate } from "../incidents/template-commands.ts";
import { postUpdate } from "../incidents/update-commands.ts";
import { createMaintenance } from "../maintenances/commands.ts";
import { postMaintenanceUpdate } from "../maintenances/update-commands.ts";
import { addPoints, createMetric } from "../metrics/commands.ts";
import { rollUp } from "../metrics/roll-up.ts";
import { setServiceStatus } from "../services/commands.ts";
import { updateStatusPage } from "../status-pages/commands.ts";
import { addSubscriber } from "../subscribers/commands.ts";
import {
  type DemoBackfill,
  type DemoIncident,
  type DemoMaintenance,
  type DemoTemplate,
  demoAnnouncement,
  demoBackfills,
  demoHeartbeat,
  demoHistory,
  demoMaintenances,
  demoMetric,
  demoSubscribers,
  demoTemplates,
} from "./story.ts";

/** Something that somebody did at a time, with one command: commands are counted, to go on where a start was cut off. */
interface Moment {
  minutesAgo: number;
  act: () => Promise<unknown>;
}

/** Where the story takes place. */
interface World {
  /** The one whose login is shown. */
  operator: OrganizationContext;
  /** Others who act, by name. */
  colleagues: ReadonlyMap<string, OrganizationContext>;
  /** Ids by name. */
  services: ReadonlyMap<string, string>;
  /** `null` when somebody has deleted the page meanwhile. */
  pageId: string | null;
  /** Milliseconds since 1970. */
  today: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** All that happened at the demo's organization. The order of moments does not depend on the time of day. */
export function storyMoments(world: World): Moment[] {
  return [
    ...demoTemplates.map((template) => templateMoment(world, template)),
    ...demoHistory.flatMap((incident) => incidentMoments(world, incident)),
    ...demoBackfills.map((incident) => backfillMoment(world, incident)),
    ...demoMaintenances.flatMap((maintenance) => maintenanceMoments(world, maintenance)),
    ...statusMoments(world),
    announcementMoment(world),
    heartbeatMoment(world),
    ...subscriberMoments(world),
    ...metricMoments(world),
  ];
}

function incidentMoments(world: World, incident: DemoIncident): Moment[] {
  const { title, by = "", services, updates, postmortem } = incident;
  const operator = world.colleagues.get(by) ?? world.operator;
  // Subscribers hear of what is going on, and not of three months at once.
  const notify = incident === demoHistory.at(-1);
  let incidentId = "";
  const moments = updates.map(({ minutesAgo, status, message, ...update }, index) => ({
    minutesAgo,
    act: async () => {
      if (index > 0) {
        const changed = affected(world, update.services ?? []);
        await postUpdate(operator, { incidentId, status, message, services: changed, notify });
        return;
      }
      const declared = { title, status, message, impact: null, services: affected(world, services), notify };
      ({ id: incidentId } = await declareIncident(operator, declared));
    },
  }));
  if (postmortem === undefined) return moments;
  const { minutesAgo, text } = postmortem;
  return [
    ...moments,
    { minutesAgo: minutesAgo + 40, act: () => writePostmortem(operator, { incidentId, draft: text }) },
    { minutesAgo, act: () => publishPostmortem(operator, { incidentId, notify }) },
  ];
}

function backfillMoment(world: World, incident: DemoBackfill): Moment {
  const { title, message, startedMinutesAgo, resolvedMinutesAgo, recordedMinutesAgo } = incident;
  return {
    minutesAgo: recordedMinutesAgo,
    act: () =>
      declareIncident(world.operator, {
        title,
        message,
        status: "resolved",
        impact: null,
        services: affected(world, incident.services),
        startedAt: before(world, startedMinutesAgo),
        resolvedAt: before(world, resolvedMinutesAgo),
      }),
  };
}

function maintenanceMoments(world: World, maintenance: DemoMaintenance): Moment[] {
  const { operator, today } = world;
  const { title, message, scheduledMinutesAgo, night, minutes, began, finished } = maintenance;
  const timeZone = "Europe/Berlin";
  const start = (Math.floor(today / dayMs) + night) * dayMs + 60 * minuteMs;
  let maintenanceId = "";
  const schedule = async () => {
    ({ id: maintenanceId } = await createMaintenance(operator, {
      title,
      message,
      serviceIds: maintenance.services.map((name) => idOf(world, name)),
      localStart: localTimeOf(new Date(start), timeZone),
      localEnd: localTimeOf(new Date(start + minutes * minuteMs), timeZone),
      timeZone,
      // What people move is moved by nobody else: servers that are running would do it in the middle of the story.
      startsAutomatically: began === undefined,
      finishesAutomatically: finished === undefined,
      notifiesAutomatically: began === undefined,
      notify: false,
      rrule: null,
      recordsPast: false,
    }));
  };
  const tell = (status: MaintenanceStatus, at: number, message: string | undefined): Moment[] => {
    if (message === undefined) return [];
    const act = () => postMaintenanceUpdate(operator, { maintenanceId, status, message, notify: false });
    return [{ minutesAgo: (today - at) / minuteMs, act }];
  };
  return [
    { minutesAgo: scheduledMinutesAgo, act: schedule },
    ...tell("in_progress", start + minuteMs, began),
    ...tell("completed", start + (minutes - 30) * minuteMs, finished),
  ];
}

/** An operator who set a status by hand, and set it back. */
function statusMoments(world: World): Moment[] {
  const { operator } = world;
  const serviceId = idOf(world, "Search");
  return [
    {
      minutesAgo: 8 * 1440 + 95,
      act: () =>
        setServiceStatus(operator, {
          serviceId,
          status: "degraded_performance",
          message: "The index is being rebuilt.",
        }),
    },
    {
      minutesAgo: 8 * 1440 + 20,
      act: () => setServiceStatus(operator, { serviceId, status: "operational" }),
    },
  ];
}

function announcementMoment(world: World): Moment {
  const { operator, pageId } = world;
  const { minutesAgo, lastsMinutes, title, message } = demoAnnouncement;
  const endsAt = before(world, minutesAgo - lastsMinutes);
  return {
    minutesAgo,
    act: async () =>
      pageId === null ? undefined : createAnnouncement(operator, { pageId, title, message, endsAt }),
  };
}

/** Nobody calls it yet: what would call it is somewhere else. */
function heartbeatMoment(world: World): Moment {
  const { service, name, periodSeconds, graceSeconds, minutesAgo } = demoHeartbeat;
  const settings = { serviceId: idOf(world, service), name, periodSeconds, graceSeconds };
  return {
    minutesAgo,
    act: () =>
      createHeartbeat(world.operator, {
        ...settings,
        status: "degraded_performance",
        draftsIncident: true,
      }),
  };
}

function subscriberMoments({ operator, pageId }: World): Moment[] {
  // Where mails leave, addresses that nobody has would come back.
  if (operator.mailFrom !== null) return [];
  return demoSubscribers.map(({ email, minutesAgo }) => ({
    minutesAgo,
    act: async () =>
      pageId === null
        ? undefined
        : addSubscriber(operator, {
            pageId,
            email,
            confirmation: "vouched",
            choices: everything,
            isShared: false,
          }),
  }));
}

/** A metric that stands on the page, with its points. */
function metricMoments(world: World): Moment[] {
  const { operator, pageId, today } = world;
  const { name, unit, decimals, isPublic, madeMinutesAgo, measuredMinutesAgo, everyMinutes } = demoMetric;
  let metricId = "";
  const measure = async () => {
    const end = Math.floor(today / minuteMs) - measuredMinutesAgo;
    const count = Math.floor((madeMinutesAgo - measuredMinutesAgo) / everyMinutes);
    const points = Array.from({ length: count }, (_, index) => {
      const minutes = end - index * everyMinutes;
      return { at: minutes * 60, value: demoMetric.valueAt(minutes) };
    });
    await addPoints(operator, { metricId, points });
    // At once, so that whoever looks at the demo first sees the chart.
    while ((await rollUp(operator.database, 0)) > 0);
  };
  return [
    {
      minutesAgo: madeMinutesAgo,
      act: async () => {
        ({ id: metricId } = await createMetric(operator, { name, unit, decimals, isPublic }));
      },
    },
    {
      minutesAgo: madeMinutesAgo - 5,
      act: async () =>
        pageId === null ? undefined : updateStatusPage(operator, { pageId, metricIds: [metricId] }),
    },
    { minutesAgo: measuredMinutesAgo, act: measure },
  ];
}

/** Written while it was quiet. */
function templateMoment(world: World, template: DemoTemplate): Moment {
  const services = affected(world, template.services);
  return { minutesAgo: 90 * 1440, act: () => createTemplate(world.operator, { ...template, services }) };
}

function affected(world: World, services: DemoIncident["services"]) {
  return services.map(({ name, status }) => ({ serviceId: idOf(world, name), status }));
}

function before({ today }: World, minutes: number): string {
  return new Date(today - minutes * minuteMs).toISOString();
}

function idOf({ services }: World, name: string): string {
  const id = services.get(name);
  if (id === undefined) throw new Error(`The demo has no service ${name}`);
  return id;
}
