import { expect, test } from "vitest";
import { changesBetween, firstOf, isSame, problemsOf, trimmed, type Written } from "./draft.ts";

const saved: Written = {
  title: "API is slow",
  message: "We look.",
  status: "investigating",
  impact: null,
  services: [],
  startedAt: "",
  resolvedAt: "",
  nextUpdateAt: null,
};

test("only what differs is sent, and a start that is taken away is none", () => {
  expect(changesBetween(saved, saved)).toEqual({});
  expect(changesBetween(saved, { ...saved, title: "API is down", impact: "major" })).toEqual({
    title: "API is down",
    impact: "major",
  });
  const startedAt = "2026-11-25T14:05";
  expect(changesBetween({ ...saved, startedAt }, saved)).toEqual({ startedAt: null });
  expect(changesBetween(saved, { ...saved, startedAt })).toEqual({
    startedAt: new Date(startedAt).toISOString(),
  });
});

test("spaces around a text are no change", () => {
  expect(isSame(saved, trimmed({ ...saved, message: " We look.\n" }))).toBe(true);
});

test("a draft of what is over needs both its times, another needs none", () => {
  expect(firstOf(problemsOf(saved, false))).toBeNull();
  expect(problemsOf(saved, true)).toMatchObject({
    startedAt: "Say when it started.",
    resolvedAt: "Say when it was over.",
  });
});
