import { expect, it } from "vitest";
import { type Draft, emptyDraft, moveStart, problemsOf } from "./draft.ts";

const zone = "Europe/Berlin";
const now = new Date("2026-11-09T12:00:00Z");

function draft(change: Partial<Draft> = {}): Draft {
  const written = { title: "Database upgrade", message: "Writing is not possible for some minutes." };
  return { ...emptyDraft(now, zone, false, []), ...written, ...change };
}

function endProblem(change: Partial<Draft>) {
  return problemsOf(draft(change), null, now).end;
}

it("a new maintenance stands in the night that comes, and nothing is wrong with its window", () => {
  const { startDate, startTime, endDate, endTime } = draft();
  expect([startDate, startTime, endDate, endTime]).toEqual(["2026-11-10", "02:00", "2026-11-10", "04:00"]);
  expect(problemsOf(draft(), null, now)).toEqual({});
});

it("what is recorded afterwards starts from a night that is over", () => {
  const past = { ...draft(), ...emptyDraft(now, zone, true, []), title: "Upgrade", message: "Done." };
  expect(past.startDate).toBe("2026-11-09");
  expect(problemsOf(past, null, now)).toEqual({});
});

it("title and message are asked for", () => {
  expect(Object.keys(problemsOf(draft({ title: " ", message: "" }), null, now))).toEqual([
    "title",
    "message",
  ]);
});

it("an end before the start says by how much", () => {
  expect(endProblem({ startTime: "03:00", endTime: "02:00" })).toBe(
    "Ends before it starts: 02:00 is 1 hour before 03:00. Give it a later end.",
  );
  expect(endProblem({ endDate: "2026-11-09", endTime: "23:00" })).toContain(
    "3 hours before 2026-11-10 02:00",
  );
  expect(endProblem({ endTime: "02:00" })).toContain("Ends when it starts");
});

it("a window that has passed is pointed at, unless it is recorded as past", () => {
  const passed = { startDate: "2026-11-08", endDate: "2026-11-08" };
  expect(endProblem(passed)).toContain("This window ended");
  expect(endProblem({ ...passed, isPast: true })).toBeUndefined();
  expect(endProblem({ isPast: true })).toContain("Record it when it is over");
});

it("the end moves along with the start, over midnight too", () => {
  const late = moveStart(draft(), { startTime: "23:00" });
  expect([late.endDate, late.endTime]).toEqual(["2026-11-11", "01:00"]);
  expect(moveStart(draft(), { startDate: "" }).endDate).toBe("2026-11-10");
});
