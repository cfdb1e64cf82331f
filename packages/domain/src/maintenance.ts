import type { Refusal } from "./refusal.ts";
import { lengthInWords, localTimeOf, momentOf } from "./schedule.ts";

/** Planned work. Its window is announced beforehand; its state says how far it is. */
export const maintenanceStatuses = [
  "scheduled",
  "in_progress",
  "verifying",
  "completed",
  "canceled",
] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

export const maintenanceStatusLabels: Record<MaintenanceStatus, string> = {
  scheduled: "Scheduled",
  in_progress: "In progress",
  verifying: "Verifying",
  completed: "Completed",
  canceled: "Canceled",
};

/** Whether work is going on: its services are under maintenance. */
export function isActive(status: MaintenanceStatus): boolean {
  return status === "in_progress" || status === "verifying";
}

/** Whether it is over, by being done or by being called off. */
export function isOver(status: MaintenanceStatus): boolean {
  return status === "completed" || status === "canceled";
}

/** The time that is announced for the work. */
export interface MaintenanceWindow {
  startsAt: Date;
  endsAt: Date;
}

/** The part of a maintenance that rules decide on. */
export interface MaintenanceState extends MaintenanceWindow {
  status: MaintenanceStatus;
  /** Whether it goes in progress by itself when the window starts, and is completed by itself when it ends. */
  startsAutomatically: boolean;
  finishesAutomatically: boolean;
  /** When work really began, and when it was over: completed, or canceled. */
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** A window as people write it: on the clock of a time zone. */
export interface LocalWindow {
  localStart: string;
  localEnd: string;
  timeZone: string;
}

/**
 * The window in time, or a refusal when it ends before it starts: on the clock, or because the clocks go forward in
 * between.
 */
export function windowOf({ localStart, localEnd, timeZone }: LocalWindow): MaintenanceWindow | Refusal {
  if (localEnd === localStart) return endsBeforeStart(`Ends when it starts: both are ${clock(localEnd)}.`);
  const startsAt = momentOf(localStart, timeZone);
  const endsAt = momentOf(localEnd, timeZone);
  if (localEnd > localStart && endsAt > startsAt) return { startsAt, endsAt };
  if (localEnd > localStart) {
    const [skipped, shown] = [localStart, localTimeOf(startsAt, timeZone)].map(clock);
    return endsBeforeStart(
      `Ends before it starts: the clocks go forward that night, ${skipped} does not exist and becomes ${shown}.`,
    );
  }
  const [start, end] =
    localStart.slice(0, 10) === localEnd.slice(0, 10)
      ? [clock(localStart), clock(localEnd)]
      : [localStart.replace("T", " "), localEnd.replace("T", " ")];
  const apart = Date.parse(`${localStart}Z`) - Date.parse(`${localEnd}Z`);
  return endsBeforeStart(`Ends before it starts: ${end} is ${lengthInWords(apart)} before ${start}.`);
}

function endsBeforeStart(message: string): Refusal {
  return { refusal: "maintenance.ends_before_start", message: `${message} Give it a later end.` };
}

function clock(local: string): string {
  return local.slice(11);
}

/** A new maintenance, or a refusal when its window has passed and it is not recorded afterwards, or the reverse. */
export function scheduleMaintenance(
  input: MaintenanceWindow & {
    startsAutomatically: boolean;
    finishesAutomatically: boolean;
    /** Whether it is written down afterwards: it is completed at once. */
    recordsPast: boolean;
  },
  at: Date,
): MaintenanceState | Refusal {
  const { startsAt, endsAt, startsAutomatically, finishesAutomatically, recordsPast } = input;
  const planned = { startsAt, endsAt, startsAutomatically, finishesAutomatically };
  if (!recordsPast) {
    if (endsAt <= at) return windowHasPassed(endsAt, at);
    return { ...planned, status: "scheduled", startedAt: null, finishedAt: null };
  }
  if (endsAt > at) return windowHasNotPassed(endsAt, at);
  return { ...planned, status: "completed", startedAt: startsAt, finishedAt: endsAt };
}

function windowHasPassed(endsAt: Date, at: Date): Refusal {
  return {
    refusal: "maintenance.window_has_passed",
    message: `This window ended ${ago(endsAt, at)}. Choose a later one, or record it afterwards.`,
  };
}

function windowHasNotPassed(endsAt: Date, at: Date): Refusal {
  return {
    refusal: "maintenance.window_has_not_passed",
    message: `This window ends in ${lengthInWords(endsAt.getTime() - at.getTime())}. Record it when it is over, or schedule it.`,
  };
}

function ago(time: Date, at: Date): string {
  return `${lengthInWords(at.getTime() - time.getTime())} ago`;
}

/**
 * States that an update may set, by the one before. Work may begin early and end early; what was done or called off
 * can be taken up again; what was done can no longer be called off. An update may always leave the state as it is.
 */
export const nextMaintenanceStatuses: Record<MaintenanceStatus, readonly MaintenanceStatus[]> = {
  scheduled: ["scheduled", "in_progress", "canceled"],
  in_progress: ["in_progress", "verifying", "completed", "canceled", "scheduled"],
  verifying: ["verifying", "in_progress", "completed", "canceled", "scheduled"],
  completed: ["completed", "in_progress", "verifying"],
  canceled: ["canceled", "scheduled", "in_progress"],
};

/**
 * The maintenance after an update with this state, posted by a person at `at`.
 * It goes back to `scheduled` only while its window lies ahead. Work that a person takes up when the window is over is
 * not completed by itself any more: it would be at once.
 */
export function applyMaintenanceUpdate(
  state: MaintenanceState,
  status: MaintenanceStatus,
  at: Date,
): MaintenanceState | Refusal {
  if (!nextMaintenanceStatuses[state.status].includes(status)) return notFrom(state.status);
  if (status === state.status) return state;
  if (status === "scheduled") {
    if (state.startsAt <= at) return hasBegun;
    return { ...state, status, startedAt: null, finishedAt: null };
  }
  if (isActive(status)) {
    const finishesAutomatically =
      state.finishesAutomatically && (isActive(state.status) || state.endsAt > at);
    return { ...state, status, finishesAutomatically, startedAt: state.startedAt ?? at, finishedAt: null };
  }
  return { ...state, status, finishedAt: notBefore(state.startedAt, at) };
}

function notFrom(status: MaintenanceStatus): Refusal {
  if (status === "scheduled") {
    return {
      refusal: "maintenance.has_not_begun",
      message: "This has not begun. Start it first, or cancel it.",
    };
  }
  return {
    refusal: "maintenance.is_over",
    message:
      status === "completed"
        ? "This is completed. Take it up again first, or schedule another one."
        : "This was canceled. Schedule or start it again first.",
  };
}

const hasBegun: Refusal = {
  refusal: "maintenance.has_begun",
  message: "Its window has begun. Move the window to a later time first.",
};

/** Clocks of two servers differ: nothing ends before it began. */
function notBefore(start: Date | null, time: Date): Date {
  return start !== null && time < start ? start : time;
}

/**
 * The maintenance with another window, or a refusal: what is scheduled or going on cannot have ended already, and the
 * start of what is going on does not move into the future. What is over is only corrected.
 */
export function moveWindow(
  state: MaintenanceState,
  { startsAt, endsAt }: MaintenanceWindow,
  at: Date,
): MaintenanceState | Refusal {
  const moved = { ...state, startsAt, endsAt };
  if (isOver(state.status)) return moved;
  if (isActive(state.status)) {
    if (startsAt > at && startsAt.getTime() !== state.startsAt.getTime()) return isGoingOn;
    if (endsAt <= at && endsAt.getTime() !== state.endsAt.getTime()) return endsInPast(endsAt, at);
    return moved;
  }
  return endsAt <= at ? windowHasPassed(endsAt, at) : moved;
}

const isGoingOn: Refusal = {
  refusal: "maintenance.has_begun",
  message: "This is going on already, so only its end can move into the future.",
};

function endsInPast(endsAt: Date, at: Date): Refusal {
  return {
    refusal: "maintenance.window_has_passed",
    message: `This would have ended ${ago(endsAt, at)}. Choose a later end, or complete it with an update.`,
  };
}

/**
 * The maintenance after the next step that it takes by itself, when one is due at `at`; `null` when none is. It counts
 * as begun and finished when the window says so, also when nobody was there to notice in time.
 */
export function advance(state: MaintenanceState, at: Date): MaintenanceState | null {
  const due = nextStepAt(state);
  if (due === null || due > at) return null;
  if (state.status === "scheduled") return { ...state, status: "in_progress", startedAt: due };
  return { ...state, status: "completed", finishedAt: notBefore(state.startedAt, due) };
}

/** When a maintenance takes its next step by itself; `null` when it waits for a person, or is over. */
export function nextStepAt(state: MaintenanceState): Date | null {
  if (state.status === "scheduled") return state.startsAutomatically ? state.startsAt : null;
  return isActive(state.status) && state.finishesAutomatically ? state.endsAt : null;
}

/** Subscribers are reminded of a maintenance so long before its window, in hours. */
export const reminderHours = [24, 1] as const;
export type ReminderHours = (typeof reminderHours)[number];

/** The part of a maintenance that decides when subscribers are reminded of it. */
export interface RemindedMaintenance {
  status: MaintenanceStatus;
  startsAt: Date;
  notifiesAutomatically: boolean;
  /** When it was announced: what would have been due before it is not caught up on. */
  createdAt: Date;
  /** The moment of the last reminder; `null` before the first. */
  remindedAt: Date | null;
}

/** When subscribers are reminded next; `null`: not any more. A window that moves to a later day is reminded of anew. */
export function nextReminderAt(maintenance: RemindedMaintenance): Date | null {
  return remindersToCome(maintenance)[0]?.at ?? null;
}

/** A reminder that is due. */
export interface DueReminder {
  /** The moment that it stands for. */
  at: Date;
  /** How long before the window it is; of several that were missed each, since one is enough for all. */
  hours: ReminderHours[];
}

/** The reminder that is due at `at`; `null` for none, and after the start. */
export function dueReminder(maintenance: RemindedMaintenance, at: Date): DueReminder | null {
  if (maintenance.startsAt <= at) return null;
  const due = remindersToCome(maintenance).filter((one) => one.at <= at);
  const last = due.at(-1);
  return last === undefined ? null : { at: last.at, hours: due.map(({ hours }) => hours) };
}

/** Those that were not given yet, in order. */
function remindersToCome({
  status,
  startsAt,
  notifiesAutomatically,
  createdAt,
  remindedAt,
}: RemindedMaintenance): { at: Date; hours: ReminderHours }[] {
  if (status !== "scheduled" || !notifiesAutomatically) return [];
  const since = Math.max(createdAt.getTime(), remindedAt?.getTime() ?? 0);
  return reminderHours
    .map((hours) => ({ at: new Date(startsAt.getTime() - hours * 3_600_000), hours }))
    .filter(({ at }) => at.getTime() > since)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Whether a page that reminds its subscribers so long before a window passes a reminder on. */
export function passesOn(chosen: readonly ReminderHours[], { hours }: Pick<DueReminder, "hours">): boolean {
  return hours.some((one) => chosen.includes(one));
}

/** What calendars show of a maintenance. */
export interface CalendarFace extends MaintenanceWindow {
  title: string;
  status: MaintenanceStatus;
  isDeleted: boolean;
}

/** Whether calendars show something else now, so that `SEQUENCE` (RFC 5545) rises: title, window, whether it takes place. */
export function changesCalendars(before: CalendarFace, after: CalendarFace): boolean {
  const takesPlace = ({ status, isDeleted }: CalendarFace) => status !== "canceled" && !isDeleted;
  return (
    before.title !== after.title ||
    before.startsAt.getTime() !== after.startsAt.getTime() ||
    before.endsAt.getTime() !== after.endsAt.getTime() ||
    takesPlace(before) !== takesPlace(after)
  );
}
