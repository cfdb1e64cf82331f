import fc from "fast-check";
import { expect, test } from "vitest";
import { announce } from "./announcement.ts";

const anyTime = fc.date({ noInvalidDate: true });

test("an announcement ends after it starts, or never", () => {
  fc.assert(
    fc.property(anyTime, fc.option(anyTime), (startsAt, endsAt) => {
      const times = { startsAt, endsAt };
      const isRight = endsAt === null || endsAt > startsAt;
      expect(announce(times)).toEqual(
        isRight ? times : expect.objectContaining({ refusal: "announcement.ends_before_start" }),
      );
    }),
  );
});

test("one that would end in the moment in which it starts is refused, with the field to mend", () => {
  const startsAt = new Date("2026-03-01T12:00:00Z");
  expect(announce({ startsAt, endsAt: startsAt })).toMatchObject({ field: "endsAt" });
});
