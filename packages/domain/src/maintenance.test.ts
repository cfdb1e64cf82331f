import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  applyMaintenanceUpdate,
  changesCalendars,
  dueReminder,
  isActive,
  isOver,
  type MaintenanceState,
  type MaintenanceStatus,
  maintenanceStatuses,
  moveWindow,
  nextMaintenanceStatuses,
  nextReminderAt,
  nextStepAt,
  passesOn,
  type RemindedMaintenance,
  type ReminderHours,
  reminderHours,
  scheduleMaintenance,
  windowOf,
} from "./maintenance.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import vectors from "./vectors/maintenance-windows.json" with { type: "json" };

const noon = Date.UTC(2026, 10, 10, 12);
const at = (minutes: number) => new Date(noon + minutes * 60_000);
const minutesOf = (time: Date | null) => (time === null ? null : (time.getTime() - noon) / 60_000);

/** One hour from noon, scheduled at eleven. */
function planned(change: Partial<MaintenanceState> = {}): MaintenanceState {
  const window = { startsAt: at(0), endsAt: at(60), startsAutomatically: true, finishesAutomatically: true };
  return { ...kept(scheduleMaintenance({ ...window, recordsPast: false }, at(-60))), ...change };
}

function kept(value: MaintenanceState | Refusal): MaintenanceState {
  if (isRefusal(value)) throw new Error(value.message);
  return value;
}

function wordsOf(value: object): string {
  return isRefusal(value) ? value.message : "kept";
}

function updated(status: MaintenanceStatus, minutes: number, state = planned()): MaintenanceState {
  return kept(applyMaintenanceUpdate(state, status, at(minutes)));
}

describe("the windows that others can check", () => {
  test.each(vectors.cases)("$name", ({ startsAt, endsAt, ...local }) => {
    const window = windowOf(local);
    if (startsAt === null) expect(isRefusal(window)).toBe(true);
    else expect(window).toEqual({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  });
});

test.each([
  [
    ["2026-11-10T03:00", "2026-11-10T02:00"],
    "Ends before it starts: 02:00 is 1 hour before 03:00. Give it a later end.",
  ],
  [
    ["2026-11-10T03:00", "2026-11-09T01:30"],
    "Ends before it starts: 2026-11-09 01:30 is 1 day 1 hour before 2026-11-10 03:00. Give it a later end.",
  ],
  [["2026-11-10T03:00", "2026-11-10T03:00"], "Ends when it starts: both are 03:00. Give it a later end."],
  [
    ["2026-03-29T02:30", "2026-03-29T03:15"],
    "Ends before it starts: the clocks go forward that night, 02:30 does not exist and becomes 03:30. Give it a later end.",
  ],
])("%j is refused in words", ([localStart = "", localEnd = ""], words) => {
  expect(wordsOf(windowOf({ localStart, localEnd, timeZone: "Europe/Berlin" }))).toBe(words);
});

describe("a new maintenance", () => {
  const window = { startsAt: at(0), endsAt: at(60), startsAutomatically: true, finishesAutomatically: true };
  test("may begin in the past as long as it does not end there", () => {
    expect(scheduleMaintenance({ ...window, recordsPast: false }, at(59))).toMatchObject({
      status: "scheduled",
    });
    expect(wordsOf(scheduleMaintenance({ ...window, recordsPast: false }, at(180)))).toBe(
      "This window ended 2 hours ago. Choose a later one, or record it afterwards.",
    );
  });
  test("that is recorded afterwards is completed, with the window's times", () => {
    const recorded = scheduleMaintenance({ ...window, recordsPast: true }, at(600));
    expect(recorded).toMatchObject({ status: "completed", startedAt: at(0), finishedAt: at(60) });
    expect(wordsOf(scheduleMaintenance({ ...window, recordsPast: true }, at(30)))).toBe(
      "This window ends in 30 minutes. Record it when it is over, or schedule it.",
    );
  });
});

describe("an update", () => {
  test("starts early, verifies, and finishes early", () => {
    const started = updated("in_progress", -10);
    expect(started).toMatchObject({ startedAt: at(-10), finishedAt: null });
    const verifying = updated("verifying", 20, started);
    expect(verifying).toMatchObject({ startedAt: at(-10), finishedAt: null });
    expect(updated("completed", 30, verifying)).toMatchObject({ startedAt: at(-10), finishedAt: at(30) });
  });

  test("calls off what has not begun, and what has", () => {
    expect(updated("canceled", -5)).toMatchObject({ startedAt: null, finishedAt: at(-5) });
    expect(updated("canceled", 5, updated("in_progress", 0))).toMatchObject({
      startedAt: at(0),
      finishedAt: at(5),
    });
  });

  test("takes up again what was done or called off, with the beginning that it had", () => {
    const done = updated("completed", 30, updated("in_progress", 0));
    expect(updated("in_progress", 40, done)).toMatchObject({ startedAt: at(0), finishedAt: null });
    expect(updated("scheduled", -20, updated("canceled", -30))).toMatchObject({
      status: "scheduled",
      finishedAt: null,
    });
  });

  test("does not complete what has not begun, and does not call off what is done", () => {
    expect(wordsOf(applyMaintenanceUpdate(planned(), "completed", at(0)))).toBe(
      "This has not begun. Start it first, or cancel it.",
    );
    const done = updated("completed", 30, updated("in_progress", 0));
    expect(wordsOf(applyMaintenanceUpdate(done, "canceled", at(40)))).toBe(
      "This is completed. Take it up again first, or schedule another one.",
    );
    expect(wordsOf(applyMaintenanceUpdate(updated("canceled", 0), "completed", at(40)))).toBe(
      "This was canceled. Schedule or start it again first.",
    );
  });

  test("puts it back on the schedule only while its window lies ahead", () => {
    expect(updated("scheduled", -5, updated("in_progress", -10))).toMatchObject({ startedAt: null });
    expect(wordsOf(applyMaintenanceUpdate(updated("in_progress", -10), "scheduled", at(0)))).toBe(
      "Its window has begun. Move the window to a later time first.",
    );
  });

  test("that takes it up again behind its window waits for a person to finish it", () => {
    const done = updated("completed", 30, updated("in_progress", 0));
    expect(updated("in_progress", 59, done).finishesAutomatically).toBe(true);
    const again = updated("in_progress", 61, done);
    expect(again.finishesAutomatically).toBe(false);
    expect(advance(again, at(600))).toBe(null);
  });
});

describe("another window", () => {
  test("of what is going on ends later or sooner, but not in the past", () => {
    const going = updated("in_progress", 0);
    expect(minutesOf(kept(moveWindow(going, { startsAt: at(0), endsAt: at(90) }, at(50))).endsAt)).toBe(90);
    expect(wordsOf(moveWindow(going, { startsAt: at(0), endsAt: at(40) }, at(50)))).toBe(
      "This would have ended 10 minutes ago. Choose a later end, or complete it with an update.",
    );
    expect(wordsOf(moveWindow(going, { startsAt: at(70), endsAt: at(90) }, at(50)))).toBe(
      "This is going on already, so only its end can move into the future.",
    );
  });

  test("of what was started early keeps its start, which lies ahead", () => {
    const early = updated("in_progress", -30);
    expect(moveWindow(early, { startsAt: at(0), endsAt: at(90) }, at(-20))).toMatchObject({ endsAt: at(90) });
  });

  test("of what is scheduled must not have passed; of what is over it is a correction", () => {
    const past = { startsAt: at(-90), endsAt: at(-80) };
    expect(isRefusal(moveWindow(planned(), past, at(-60)))).toBe(true);
    expect(moveWindow(updated("canceled", -60), past, at(-60))).toMatchObject(past);
  });
});

const anyState = fc
  .record({
    status: fc.constantFrom(...maintenanceStatuses),
    startsAt: fc.integer({ min: -200, max: 200 }),
    length: fc.integer({ min: 1, max: 200 }),
    startsAutomatically: fc.boolean(),
    finishesAutomatically: fc.boolean(),
    began: fc.integer({ min: -200, max: 200 }),
  })
  .map(({ status, startsAt, length, began, ...automatic }): MaintenanceState => {
    const startedAt = isActive(status) || status === "completed" ? at(began) : null;
    const finishedAt = isOver(status) ? at(began + 10) : null;
    const window = { startsAt: at(startsAt), endsAt: at(startsAt + length) };
    return { status, ...window, ...automatic, startedAt, finishedAt };
  });
const anyTime = fc.integer({ min: -500, max: 500 });

function isSound(state: MaintenanceState): boolean {
  return (
    isActive(state.status) === (state.startedAt !== null && state.finishedAt === null) &&
    isOver(state.status) === (state.finishedAt !== null) &&
    (state.status !== "scheduled" || state.startedAt === null) &&
    (state.startedAt === null || state.finishedAt === null || state.finishedAt >= state.startedAt) &&
    state.endsAt > state.startsAt
  );
}

test("whatever is written and whatever time it is, a state says when it began and whether it is over", () => {
  fc.assert(
    fc.property(anyState, fc.constantFrom(...maintenanceStatuses), anyTime, (state, status, time) => {
      const next = applyMaintenanceUpdate(state, status, at(time));
      if (!isRefusal(next)) expect({ next, sound: isSound(next) }).toEqual({ next, sound: true });
      else if (status !== "scheduled") expect(nextMaintenanceStatuses[state.status]).not.toContain(status);
    }),
  );
});

test("by itself it goes on until nothing is due, never back, and the same once more changes nothing", () => {
  fc.assert(
    fc.property(anyState, anyTime, (state, time) => {
      const steps: MaintenanceState[] = [];
      for (let next = advance(state, at(time)); next !== null; next = advance(next, at(time)))
        steps.push(next);
      expect(steps.length).toBeLessThanOrEqual(2);
      const order = [state, ...steps].map(({ status }) => maintenanceStatuses.indexOf(status));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      for (const step of steps) expect(isSound(step)).toBe(true);
      const last = steps.at(-1) ?? state;
      const due = nextStepAt(last);
      expect(due === null || due > at(time)).toBe(true);
    }),
  );
});

test("nothing happens before its time, and nothing that is turned off", () => {
  fc.assert(
    fc.property(anyState, anyTime, (state, time) => {
      const next = advance(state, at(time));
      if (next?.status === "in_progress")
        expect(state.startsAutomatically && state.startsAt <= at(time)).toBe(true);
      if (next?.status === "completed")
        expect(state.finishesAutomatically && state.endsAt <= at(time)).toBe(true);
      if (isOver(state.status)) expect(next).toBe(null);
    }),
  );
});

test("what nobody noticed in time counts as begun and finished when the window says so", () => {
  const late = advance(planned(), at(300));
  expect(late).toMatchObject({ status: "in_progress", startedAt: at(0) });
  expect(advance(late ?? planned(), at(300))).toMatchObject({ status: "completed", finishedAt: at(60) });
  const startedLate = updated("in_progress", 50, planned({ startsAutomatically: false }));
  expect(advance({ ...startedLate, endsAt: at(45) }, at(60))).toMatchObject({ finishedAt: at(50) });
});

test("calendars show another title, window, or whether it takes place; how far the work is they do not", () => {
  const face = {
    title: "Disks",
    status: "scheduled",
    startsAt: at(0),
    endsAt: at(60),
    isDeleted: false,
  } as const;
  const changes = [
    { title: "Cables" },
    { startsAt: at(5) },
    { endsAt: at(70) },
    { status: "canceled" } as const,
    { isDeleted: true },
  ];
  for (const change of changes) {
    expect(changesCalendars(face, { ...face, ...change })).toBe(true);
    expect(changesCalendars({ ...face, ...change }, face)).toBe(true);
  }
  expect(changesCalendars(face, { ...face, status: "in_progress" })).toBe(false);
  expect(
    changesCalendars({ ...face, isDeleted: true }, { ...face, isDeleted: true, status: "canceled" }),
  ).toBe(false);
});

describe("reminders", () => {
  const hour = 3_600_000;
  const day = (number: number, hours = 0) => new Date(Date.UTC(2026, 10, number, hours));
  const planned = (change: Partial<RemindedMaintenance> = {}): RemindedMaintenance => ({
    status: "scheduled",
    startsAt: day(10, 2),
    notifiesAutomatically: true,
    createdAt: day(1),
    remindedAt: null,
    ...change,
  });

  test("come a day and an hour before the window, each once", () => {
    expect(nextReminderAt(planned())).toEqual(day(9, 2));
    expect(nextReminderAt(planned({ remindedAt: day(9, 2) }))).toEqual(day(10, 1));
    expect(nextReminderAt(planned({ remindedAt: day(10, 1) }))).toBeNull();
  });

  test("are none of what was announced after their time, of what has begun or was called off, or where nobody is to be told", () => {
    expect(nextReminderAt(planned({ createdAt: day(9, 3) }))).toEqual(day(10, 1));
    expect(nextReminderAt(planned({ createdAt: day(10, 1) }))).toBeNull();
    for (const status of ["in_progress", "verifying", "completed", "canceled"] as const)
      expect(nextReminderAt(planned({ status }))).toBeNull();
    expect(nextReminderAt(planned({ notifiesAutomatically: false }))).toBeNull();
  });

  test("come anew when the window moves to a later day", () => {
    const reminded = planned({ remindedAt: day(10, 1), startsAt: day(12, 2) });
    expect(nextReminderAt(reminded)).toEqual(day(11, 2));
  });

  test("that were missed come once, and not after the start", () => {
    expect(dueReminder(planned(), day(9, 1))).toBeNull();
    expect(dueReminder(planned(), day(9, 2))).toEqual({ at: day(9, 2), hours: [24] });
    const last = { at: day(10, 1), hours: [24, 1] };
    expect(dueReminder(planned(), new Date(day(10, 2).getTime() - 1))).toEqual(last);
    expect(dueReminder(planned({ remindedAt: day(9, 2) }), day(10, 1))).toEqual({ ...last, hours: [1] });
    expect(dueReminder(planned(), day(10, 2))).toBeNull();
  });

  test("are passed on by the pages that chose one of those that are due", () => {
    const chosen: ReminderHours[][] = [[24, 1], [24], [1], []];
    const passing = (...hours: ReminderHours[]) => chosen.filter((one) => passesOn(one, { hours }));
    expect(passing(24)).toEqual([[24, 1], [24]]);
    expect(passing(1)).toEqual([[24, 1], [1]]);
    expect(passing(24, 1)).toEqual([[24, 1], [24], [1]]);
  });

  test("whenever they are looked for, there are no more than there are hours, in order, and none twice", () => {
    const time = fc
      .integer({ min: 0, max: 60 * 24 })
      .map((hours) => new Date(day(1).getTime() + hours * hour));
    fc.assert(
      fc.property(time, time, fc.array(time), (createdAt, startsAt, looks) => {
        let maintenance = planned({ createdAt, startsAt });
        const came: number[] = [];
        for (const at of looks.toSorted((a, b) => a.getTime() - b.getTime())) {
          const due = dueReminder(maintenance, at);
          if (due === null) continue;
          const remindedAt = due.at;
          expect(remindedAt.getTime()).toBeLessThanOrEqual(at.getTime());
          came.push(remindedAt.getTime());
          maintenance = { ...maintenance, remindedAt };
        }
        expect(came.length).toBeLessThanOrEqual(reminderHours.length);
        expect([...new Set(came)].toSorted((a, b) => a - b)).toEqual(came);
      }),
    );
  });
});
