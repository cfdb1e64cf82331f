import { describe, expect, test } from "vitest";
import { type AudiencePreview, chipWords, reachWords, tellingSentence } from "./audience-words.ts";

const atOnce = { notify: true, holdMinutes: 0 };
const inFive = { notify: true, holdMinutes: 5 };

function audience(sendsMail: boolean, ...pages: AudiencePreview["pages"][number]["byChannel"][]) {
  return {
    sendsMail,
    pages: pages.map((byChannel, index) => ({
      pageId: String(index),
      pageName: "Acme Status",
      byChannel,
      total: Object.values(byChannel).reduce((sum, count) => sum + count, 0),
    })),
  };
}

describe("with a mail server", () => {
  const told = audience(true, { email: 1_200, slack: 8 }, { email: 2 });

  test("everybody is told", () => {
    expect(chipWords(atOnce, told)).toBe("Tells 1,210 subscribers");
    expect(chipWords(inFive, told)).toBe("Tells 1,210 subscribers in 5 min");
    expect(tellingSentence(atOnce, told)).toBe("Telling 1,210 subscribers.");
    expect(tellingSentence(inFive, audience(true, { email: 1 }))).toBe("Telling 1 subscriber in 5 min.");
    expect(reachWords(told)).toBe("1,210 subscribers");
  });
});

describe("without one", () => {
  test("mails are said to go to the outbox, and why", () => {
    const kept = audience(false, { email: 3 });
    expect(chipWords(atOnce, kept)).toBe("3 e-mails to the outbox");
    expect(chipWords(inFive, kept)).toBe("3 e-mails to the outbox in 5 min");
    expect(tellingSentence(atOnce, kept)).toBe("3 e-mails go to the outbox: no mail server is set up.");
    expect(tellingSentence(inFive, audience(false, { email: 1 }))).toBe(
      "1 e-mail goes to the outbox in 5 min: no mail server is set up.",
    );
    expect(reachWords(kept)).toBe("3 e-mails to the outbox");
  });

  test("other channels are told all the same", () => {
    const mixed = audience(false, { email: 2, webhook: 3 }, { slack: 1 });
    expect(chipWords(inFive, mixed)).toBe("Tells 4 subscribers, 2 e-mails to the outbox in 5 min");
    expect(tellingSentence(atOnce, mixed)).toBe(
      "Telling 4 subscribers. 2 e-mails go to the outbox: no mail server is set up.",
    );
    expect(chipWords(atOnce, audience(false, { webhook: 2 }))).toBe("Tells 2 subscribers");
  });
});

test("where there is nobody, nobody is said to be told", () => {
  for (const none of [audience(true), audience(false, {})]) {
    expect(chipWords(atOnce, none)).toBe("Nobody subscribed to this");
    expect(tellingSentence(atOnce, none)).toBe("");
    expect(reachWords(none)).toBeNull();
  }
});

test("who chose to tell nobody reads that nobody was told", () => {
  const silent = { notify: false, holdMinutes: 5 };
  expect(chipWords(silent, audience(false, { email: 3 }))).toBe("Tells nobody");
  expect(tellingSentence(silent, audience(false, { email: 3 }))).toBe("Nobody was told.");
});

test("until it is counted no number is said", () => {
  expect(chipWords(atOnce, undefined)).toBe("Tells subscribers");
  expect(tellingSentence(atOnce, undefined)).toBe("");
});
