import type { Language, NoticeMessage } from "@fanal/domain";
import type { MessageKey } from "./languages/en.ts";
import { moment, servicesIn } from "./notification-words.ts";
import type * as renderer from "./renderer.ts";
import { type Speak, speaking } from "./speak.ts";

type OfIncident = NoticeMessage & { incident: NonNullable<NoticeMessage["incident"]> };

const names: Record<NoticeMessage["kind"], MessageKey> = {
  incident_opened: "notice.opened",
  promise_missed: "notice.missed",
  incident_silent: "notice.silent",
  test: "notice.test",
};

export const noticeWords: typeof renderer.noticeWords = (message, { language, timeZone }) => {
  const say = speaking(language);
  const { kind, organization, incident, services, silentHours } = message;
  const name = say(names[kind], { duration: short({ hours: silentHours ?? 0 }, language) });
  const title = incident?.title ?? say("notice.test_title");
  const time = (at: string) => moment(at, { language, timeZone });
  const ofIncident = incident === null ? null : { ...message, incident };
  return {
    subject: say("told.subject", { page: organization.name, state: name, title }),
    title,
    state: incident === null ? name : `${name} · ${say(`state.${incident.status}`)}`,
    servicesTitle: say("told.services"),
    services: servicesIn(services, say),
    times: ofIncident === null ? [] : timesOf(ofIncident, { say, time, language }),
    promise: ofIncident === null ? null : promiseOf(ofIncident, { say, time }),
    see: say(incident === null ? "notice.open" : "notice.post"),
    manage: say("notice.manage"),
    test: incident === null ? say("notice.test_text", { organization: organization.name }) : null,
  };
};

function timesOf(
  { incident: { impact, startedAt }, at }: OfIncident,
  { say, time, language }: { say: Speak; time: (at: string) => string; language: Language },
): string[] {
  const minutes = Math.floor((Date.parse(at) - Date.parse(startedAt)) / 60_000);
  const elapsed = {
    days: Math.floor(minutes / 1_440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  };
  return [
    say("notice.impact", { impact: say(`impact.${impact}`) }),
    say("told.started", { time: time(startedAt) }),
    ...(minutes < 1 ? [] : [say("notice.open_for", { duration: short(elapsed, language) })]),
  ];
}

function promiseOf(
  { kind, incident: { nextUpdateAt } }: OfIncident,
  { say, time }: { say: Speak; time: (at: string) => string },
): string | null {
  if (nextUpdateAt === null) return null;
  return say(kind === "promise_missed" ? "notice.promised" : "told.promise", { time: time(nextUpdateAt) });
}

/** "3 hr", "2 Std. 14 Min.": short, since no language bends its short words. */
function short(elapsed: { days?: number; hours?: number; minutes?: number }, language: Language): string {
  return new Intl.DurationFormat(language, { style: "short" }).format(elapsed);
}
