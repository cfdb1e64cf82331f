import { expect, test } from "vitest";
import { kindWords, outcomeWords, targetName } from "./notice-words.ts";

const now = new Date("2026-11-26T12:00:00");
const iso = (clock: string) => new Date(`2026-11-26T${clock}:00`).toISOString();
const one = { kind: "incident_opened", at: iso("11:58"), missed: 0, failure: null, retryAt: null } as const;
const said = (lastDelivery: Parameters<typeof outcomeWords>[0]["lastDelivery"]) =>
  outcomeWords({ lastDelivery }, now);

test("a row says what became of the newest notice", () => {
  expect(said(null)).toBeNull();
  expect(said({ ...one, state: "waiting" })).toBe("Last notice is being sent.");
  expect(said({ ...one, state: "delivered" })).toBe("Last notice arrived 11:58.");
  expect(said({ ...one, kind: "test", state: "kept" })).toBe("Test was kept: no mail server is set up.");
  expect(said({ ...one, state: "overtaken" })).toBe(
    "Last notice was not sent: what it says was no longer so.",
  );
});

test("it fails when nobody has it, and names who was missed when others have", () => {
  const failed = { ...one, failure: "It answered 500.", retryAt: iso("12:05") };
  expect(said({ ...failed, state: "failing" })).toBe(
    "Failing since 11:58: It answered 500. Tried again 12:05.",
  );
  expect(said({ ...failed, state: "delivered", missed: 1, retryAt: null })).toBe(
    "Last notice arrived 11:58, but not at 1 member: It answered 500.",
  );
  expect(said({ ...failed, state: "delivered", missed: 2 })).toBe(
    "Last notice arrived 11:58, but not at 2 members: It answered 500. Tried again 12:05.",
  );
});

test("what a target is and what it is told of is said in a few words", () => {
  expect(targetName({ channel: "email", members: 1 })).toBe("E-mail to 1 member");
  expect(targetName({ channel: "slack", members: null })).toBe("Slack");
  expect(kindWords(["incident_opened", "promise_missed", "incident_silent"])).toBe("All notices");
  expect(kindWords(["promise_missed", "incident_silent"])).toBe("Incidents: late, silent");
  expect(kindWords(["incident_opened"])).toBe("An incident opens");
});
