import type {
  Language,
  NotificationKind,
  NotificationMessage,
  NotificationStory,
  ServiceStatus,
} from "@fanal/domain";
import type { MessageKey } from "./languages/en.ts";
import type * as renderer from "./renderer.ts";
import { type Speak, speaking } from "./speak.ts";

/** Signs that stay what they are where colours are inverted or missing. */
const signs: Record<ServiceStatus, string> = {
  operational: "●",
  under_maintenance: "■",
  degraded_performance: "◆",
  partial_outage: "▲",
  major_outage: "⬣",
};

export const notificationWords: typeof renderer.notificationWords = (message, language) => {
  const say = speaking(language);
  const { page, story, services } = message;
  const state = stateOf(message, say);
  const time = (at: string) => moment(at, { language, timeZone: page.timeZone });
  return {
    subject: say("told.subject", { page: page.name, state, title: story.title }),
    state,
    services: servicesIn(services, say),
    servicesTitle: say("told.services"),
    times: timesOf(story, say, time),
    promise:
      story.kind === "incident" && story.nextUpdateAt !== null
        ? say("told.promise", { time: time(story.nextUpdateAt) })
        : null,
    see: say(story.kind === "incident" ? "told.see_incident" : "told.see_maintenance"),
    why: say("told.why", { page: page.name }),
    manage: say("told.manage"),
    unsubscribe: say("told.unsubscribe"),
    shared: say("told.shared"),
  };
};

export function servicesIn(
  services: readonly { name: string; status: ServiceStatus }[],
  say: Speak,
): renderer.ChatWords["services"] {
  return services.map(({ name, status }) => ({ name, status: say(`status.${status}`), sign: signs[status] }));
}

/** What is told of under a name of its own; all else is called by its state. */
const named: Partial<Record<NotificationKind, MessageKey>> = {
  postmortem_published: "told.postmortem",
  maintenance_reminder: "told.reminder",
  maintenance_rescheduled: "told.rescheduled",
};

function stateOf({ kind, story }: NotificationMessage, say: Speak): string {
  return say(named[kind] ?? `state.${story.status}`);
}

function timesOf(story: NotificationStory, say: Speak, time: (at: string) => string): string[] {
  if (story.kind === "maintenance")
    return [say("told.window", { start: time(story.startsAt), end: time(story.endsAt) })];
  const started = say("told.started", { time: time(story.startedAt) });
  return story.resolvedAt === null
    ? [started]
    : [started, say("told.resolved", { time: time(story.resolvedAt) })];
}

/** On a clock and, where that is another, in UTC. */
export function moment(at: string, { language, timeZone }: { language: Language; timeZone: string }): string {
  const date = new Date(at);
  const whole = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  } as const;
  const here = date.toLocaleString(language, { ...whole, timeZone, timeZoneName: "short" });
  const clock = { hour: "numeric", minute: "2-digit", timeZone: "UTC" } as const;
  const universal = date.toLocaleString(language, { ...clock, timeZoneName: "short" });
  return /(UTC|UCT|Universal|Zulu|GMT)$/.test(timeZone) ? here : `${here} (${universal})`;
}
