import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dueSilence,
  missedPromise,
  nextWatchAt,
  silenceHours,
  type WatchedIncident,
} from "./incident-watch.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 26, 9);
const said: WatchedIncident = {
  status: "investigating",
  saidAt: new Date(start),
  nextUpdateAt: null,
  promiseMissedAt: null,
  silenceNotedAt: null,
};
const minutes = (count: number) => new Date(start + count * 60_000);

/** Looks at an incident at each of these minutes after its start, with updates between, as a server does that is up by then. */
function noted(looks: readonly { minute: number; isUpdate: boolean }[]) {
  let incident = said;
  const all: { saidAt: Date; hours: number; at: Date }[] = [];
  for (const { minute, isUpdate } of looks) {
    const at = minutes(minute);
    if (isUpdate) incident = { ...incident, saidAt: at };
    const due = dueSilence(incident, at);
    if (due === null) continue;
    all.push({ saidAt: incident.saidAt, hours: due.hours, at });
    incident = { ...incident, silenceNotedAt: due.since };
  }
  return all;
}

const looks = fc
  .array(fc.record({ minute: fc.integer({ min: 0, max: 3_000 }), isUpdate: fc.boolean() }), { maxLength: 60 })
  .map((some) => some.toSorted((a, b) => a.minute - b.minute));

test("each step of a silence is noted once, in order, and never before its time", () => {
  fc.assert(
    fc.property(looks, (some) => {
      for (const silence of Map.groupBy(noted(some), ({ saidAt }) => saidAt.getTime()).values()) {
        const steps = silence.map(({ hours }) => hours);
        expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
        for (const { saidAt, hours, at } of silence)
          expect(at.getTime() - saidAt.getTime()).toBeGreaterThanOrEqual(hours * hourMs);
      }
    }),
  );
});

test("whoever looks each minute notes all steps; whoever comes late notes the last one alone", () => {
  const each = Array.from({ length: 3_000 }, (_, minute) => ({ minute, isUpdate: false }));
  expect(noted(each).map(({ hours }) => hours)).toEqual([...silenceHours]);
  expect(noted([{ minute: 7 * 60, isUpdate: false }]).map(({ hours }) => hours)).toEqual([6]);
});

test("an update begins the silence anew, whatever was noted before", () => {
  fc.assert(
    fc.property(looks, fc.integer({ min: 0, max: 600 }), (some, late) => {
      const end = 3_001;
      const after = noted([
        ...some,
        { minute: end, isUpdate: true },
        { minute: end + 3 * 60 + late, isUpdate: false },
      ]);
      expect(after.at(-1)).toMatchObject({
        saidAt: minutes(end),
        hours: late < 180 ? 3 : late < 540 ? 6 : 12,
      });
    }),
  );
});

test("an update that is deleted brings no step back that was noted before", () => {
  const silent = { ...said, silenceNotedAt: minutes(180) };
  expect(dueSilence(silent, minutes(190))).toBeNull();
  expect(dueSilence(silent, minutes(360))).toMatchObject({ hours: 6 });
});

test("a promise is missed once, another one anew, and none of what is over", () => {
  const promising = { ...said, nextUpdateAt: minutes(30) };
  expect(missedPromise(promising, minutes(29))).toBeNull();
  expect(missedPromise(promising, minutes(30))).toEqual(minutes(30));
  const known = { ...promising, promiseMissedAt: minutes(30) };
  expect(missedPromise(known, minutes(90))).toBeNull();
  expect(missedPromise({ ...known, nextUpdateAt: minutes(60) }, minutes(90))).toEqual(minutes(60));
  const over = { ...promising, status: "resolved" } as const;
  expect([missedPromise(over, minutes(90)), dueSilence(over, minutes(900)), nextWatchAt(over)]).toEqual([
    null,
    null,
    null,
  ]);
});

test("looking when it says finds something to note, and nothing before", () => {
  const promise = fc.option(fc.integer({ min: 1, max: 2_000 }).map(minutes), { nil: null });
  fc.assert(
    fc.property(promise, promise, fc.boolean(), (nextUpdateAt, silenceNotedAt, isNoted) => {
      const promiseMissedAt = isNoted ? nextUpdateAt : null;
      const incident = { ...said, nextUpdateAt, silenceNotedAt, promiseMissedAt };
      const at = nextWatchAt(incident);
      const isDue = (moment: Date) =>
        missedPromise(incident, moment) !== null || dueSilence(incident, moment) !== null;
      const found = at === null ? [isDue(minutes(10_000))] : [isDue(new Date(at.getTime() - 1)), isDue(at)];
      expect(found).toEqual(at === null ? [false] : [false, true]);
    }),
  );
});
