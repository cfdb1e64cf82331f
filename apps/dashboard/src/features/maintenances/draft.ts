import { type Maintenance, maintenanceInput } from "@fanal/contract";
import {
  isLocalTime,
  isRefusal,
  type LocalWindow,
  localTimeAfter,
  localTimeOf,
  type MaintenanceWindow,
  minutesBetween,
  moveWindow,
  scheduleMaintenance,
  windowOf,
} from "@fanal/domain";
import { z } from "zod";
import { problemOf, required } from "../../lib/forms.ts";
import { fromRule, noRepeat, type RepeatField, repeatProblem, repeatShape, toRule } from "./repeat.ts";
import { stateOf } from "./state.ts";

export const draftShape = z.object({
  title: z.string(),
  message: z.string(),
  serviceIds: z.array(z.string()),
  startDate: z.string(),
  startTime: z.string(),
  endDate: z.string(),
  endTime: z.string(),
  timeZone: z.string(),
  repeat: repeatShape,
  startsAutomatically: z.boolean(),
  finishesAutomatically: z.boolean(),
  notifiesAutomatically: z.boolean(),
  isPast: z.boolean().describe("Whether it is written down afterwards"),
});
export type Draft = z.infer<typeof draftShape>;

/** Two quiet hours in the night that comes, on the clock of `timeZone`; in the last night, for what is over. */
export function emptyDraft(now: Date, timeZone: string, isPast: boolean, serviceIds: string[]): Draft {
  const clock = localTimeOf(now, timeZone);
  const tonight = localTimeAfter(`${clock.slice(0, 10)}T02:00`, 24 * 60);
  const lastNight = localTimeAfter(tonight, clock.slice(11) >= "04:00" ? -24 * 60 : -48 * 60);
  const date = (isPast ? lastNight : tonight).slice(0, 10);
  return {
    title: "",
    message: "",
    serviceIds,
    startDate: date,
    startTime: "02:00",
    endDate: date,
    endTime: "04:00",
    timeZone,
    repeat: noRepeat,
    startsAutomatically: true,
    finishesAutomatically: true,
    notifiesAutomatically: true,
    isPast,
  };
}

export function draftOf(maintenance: Maintenance): Draft {
  const { localStart, localEnd, timeZone, rruleFromHere } = maintenance;
  return {
    title: maintenance.title,
    message: "",
    serviceIds: maintenance.serviceIds,
    startDate: localStart.slice(0, 10),
    startTime: localStart.slice(11),
    endDate: localEnd.slice(0, 10),
    endTime: localEnd.slice(11),
    timeZone,
    repeat: rruleFromHere === null ? noRepeat : fromRule(rruleFromHere, localStart, timeZone),
    startsAutomatically: maintenance.startsAutomatically,
    finishesAutomatically: maintenance.finishesAutomatically,
    notifiesAutomatically: maintenance.notifiesAutomatically,
    isPast: false,
  };
}

/** The window as the API takes it; meaningful once no part of it is missing. */
export function localWindowOf(draft: Draft): LocalWindow {
  return {
    localStart: `${draft.startDate}T${draft.startTime}`,
    localEnd: `${draft.endDate}T${draft.endTime}`,
    timeZone: draft.timeZone,
  };
}

/** When the window is; `null` while a part of it is missing, or it ends before it starts. */
export function momentsOf(draft: Draft): MaintenanceWindow | null {
  const local = localWindowOf(draft);
  if (!isLocalTime(local.localStart) || !isLocalTime(local.localEnd)) return null;
  const window = windowOf(local);
  return isRefusal(window) ? null : window;
}

export function ruleOf(draft: Draft): string | null {
  return toRule(draft.repeat, localWindowOf(draft).localStart, draft.timeZone);
}

/** The end moves along when the start does, so that a window keeps its length. */
export function moveStart(draft: Draft, change: Pick<Partial<Draft>, "startDate" | "startTime">): Draft {
  const before = localWindowOf(draft);
  const moved = { ...draft, ...change };
  const { localStart } = localWindowOf(moved);
  if (![before.localStart, before.localEnd, localStart].every(isLocalTime)) return moved;
  const length = minutesBetween(before.localStart, before.localEnd);
  const end = localTimeAfter(localStart, length);
  return length <= 0 ? moved : { ...moved, endDate: end.slice(0, 10), endTime: end.slice(11) };
}

export type DraftField = "title" | "message" | "start" | "end" | RepeatField;
export type DraftProblems = Partial<Record<DraftField, string>>;

/** The fields of the form from top to bottom, to know which wrong one is the first. */
export const fieldOrder: readonly DraftField[] = [
  "title",
  "message",
  "start",
  "end",
  "every",
  "rule",
  "until",
  "count",
];

/** Whether it is the window that a maintenance has, which may have passed meanwhile. */
export function isSameWindow(one: LocalWindow, other: LocalWindow): boolean {
  return (
    one.localStart === other.localStart && one.localEnd === other.localEnd && one.timeZone === other.timeZone
  );
}

const titleField = required("Give it a title: what is worked on?", maintenanceInput.shape.title);
const messageField = required(
  "Write what is done, and what people will notice.",
  maintenanceInput.shape.message,
);

/** What is wrong with each field, in words. */
export function problemsOf(draft: Draft, edited: Maintenance | null, now: Date): DraftProblems {
  const message = edited === null ? problemOf(messageField, draft.message) : null;
  const title = problemOf(titleField, draft.title);
  const repeat = repeatProblem(draft.repeat, `${draft.startDate}T${draft.startTime}`);
  return {
    ...(title === null ? {} : { title }),
    ...(message === null ? {} : { message }),
    ...windowProblems(draft, edited, now),
    ...(repeat === null ? {} : { [repeat.field]: repeat.words }),
  };
}

function windowProblems(draft: Draft, edited: Maintenance | null, now: Date): DraftProblems {
  if (draft.startDate === "" || draft.startTime === "")
    return { start: "Choose the day and the hour at which it starts." };
  if (draft.endDate === "" || draft.endTime === "")
    return { end: "Choose the day and the hour at which it ends." };
  const local = localWindowOf(draft);
  const window = windowOf(local);
  if (isRefusal(window)) return { end: window.message };
  if (edited !== null) {
    if (isSameWindow(local, edited)) return {};
    const moved = moveWindow(stateOf(edited), window, now);
    return isRefusal(moved) ? { end: moved.message } : {};
  }
  const scheduled = scheduleMaintenance({ ...draft, ...window, recordsPast: draft.isPast }, now);
  return isRefusal(scheduled) ? { end: scheduled.message } : {};
}
