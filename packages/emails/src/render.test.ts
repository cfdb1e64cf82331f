import { languages, type NoticeMessage } from "@fanal/domain";
import { expect, test } from "vitest";
import { renderMail } from "./render.tsx";
import type { Mail, Reader } from "./renderer.ts";

const link = "https://fanal.example/page#token=abc";
const evil = '<img src=x onerror="alert(1)">\r\nBcc: victim@example.com';

const english: Reader = { language: "en", timeZone: "Etc/UTC" };

const page = { name: evil, accent: "#0a6cff" };

const mails: Mail[] = [
  {
    kind: "invitation",
    ...english,
    organization: evil,
    inviter: evil,
    role: "responder",
    link,
    expiresAt: new Date(Date.UTC(2026, 11, 2, 14, 5)),
  },
  { kind: "verify_address", ...english, link, validMinutes: 60 },
  { kind: "address_taken", ...english, signInLink: link, resetLink: link },
  { kind: "reset_password", ...english, link, validMinutes: 60 },
  { kind: "magic_link", ...english, link, validMinutes: 10 },
  { kind: "approve_new_address", ...english, newAddress: evil, link, validMinutes: 60 },
  { kind: "verify_new_address", ...english, link, validMinutes: 60 },
  {
    kind: "account_changed",
    ...english,
    change: "password_changed",
    at: new Date(Date.UTC(2026, 11, 2, 14, 5)),
    address: "203.0.113.7",
    resetLink: link,
  },
  { kind: "confirm_subscription", language: "en", page, endpoint: null, link, validDays: 7 },
  { kind: "confirm_subscription", language: "en", page, endpoint: evil, link, validDays: 7 },
  { kind: "already_subscribed", language: "en", page, link },
];

test.for(mails)("$kind is one look, whole in HTML and in text, and loads nothing", async (mail) => {
  const { subject, html, text } = await renderMail(mail);
  expect(subject).toMatch(/^[^\p{Cc}]+$/u);
  expect(html).not.toMatch(/<(img|script|link|iframe|object)\b|url\(|@import/i);
  expect(html).toContain("prefers-color-scheme: dark");
  expect(html.length).toBeLessThan(30_000);
  expect(html).toContain(link);
  expect(text).toContain(link);
  expect(text).toContain("You get this because");
});

test("how long a link works is said in words", async () => {
  expect((await renderMail({ kind: "reset_password", ...english, link, validMinutes: 60 })).text).toContain(
    "for 1 hour.",
  );
  expect((await renderMail({ kind: "magic_link", ...english, link, validMinutes: 10 })).text).toContain(
    "for 10 minutes.",
  );
});

test.for(languages)("subscribers of %s are written to in it, by the page", async (language) => {
  const lumen = { name: "Lumen", accent: "#0a6cff" };
  const mail = {
    kind: "confirm_subscription",
    language,
    page: lumen,
    endpoint: null,
    link,
    validDays: 7,
  } as const;
  const { subject, html, text } = await renderMail(mail);
  expect(html).toContain(`lang="${language}"`);
  expect(html).not.toContain("Fanal");
  expect(html).toContain("#0a6cff");
  expect(subject).toContain("Lumen");
  expect(text).toMatch(/7/);
  if (language !== "en") expect(text).not.toMatch(/\b(the|you|Or open)\b/);
});

test.for(languages.flatMap((language) => mails.map((mail) => ({ ...mail, language }))))(
  "$kind leaves nothing as it stands in the catalogue of $language",
  async (mail) => {
    const { subject, html, text } = await renderMail(mail);
    expect(html).toContain(`lang="${mail.language}"`);
    expect(`${subject} ${text}`).not.toMatch(/[{}]|<\/?reset>/);
    if (mail.language !== "en") expect(text).not.toContain("You get this because");
  },
);

test("times are told on the reader's clock, as the reader writes them", async () => {
  const at = new Date(Date.UTC(2026, 11, 2, 14, 5));
  const facts = { change: "password_changed", at, address: null, resetLink: link } as const;
  const said = async (reader: Reader) =>
    (await renderMail({ kind: "account_changed", ...facts, ...reader })).text;
  expect(await said(english)).toContain("2 December 2026 at 14:05 UTC");
  expect(await said({ language: "de", timeZone: "Europe/Berlin" })).toContain(
    "2. Dezember 2026 um 15:05 MEZ",
  );
  expect(await said({ language: "ja", timeZone: "Asia/Tokyo" })).toContain("2026年12月2日 23:05 JST");
});

const noticeMessage = {
  kind: "incident_silent",
  organization: { name: "Acme", url: "https://fanal.example/app/acme" },
  incident: {
    kind: "incident",
    id: "0",
    title: "Deliveries are late",
    url: link,
    status: "identified",
    impact: "major",
    startedAt: "2026-11-26T09:00:00.000Z",
    resolvedAt: null,
    nextUpdateAt: null,
  },
  update: null,
  services: [{ id: "0", name: "Webhooks", status: "partial_outage" }],
  silentHours: 3,
  at: "2026-11-26T12:14:00.000Z",
} satisfies NoticeMessage;

test("a notice says what it is about, how long it goes on, what to do, and why somebody gets it", async () => {
  const mail = { kind: "notice", ...english, message: noticeMessage, team: "Platform" } as const;
  const { subject, text } = await renderMail(mail);
  expect(subject).toBe("[Acme] No update for 3 hr: Deliveries are late");
  for (const part of [
    "No update for 3 hr · Identified",
    "Impact: Major",
    "Open for 3 hr, 14 min",
    "▲ Webhooks · Partial outage",
    "Post an update",
    "because you are in team Platform of Acme",
  ])
    expect(text).toContain(part);
  expect((await renderMail({ ...mail, team: null })).text).toContain("because you can post updates in Acme");
});

test.for(languages)("notices speak %s", async (language) => {
  for (const message of [noticeMessage, { ...noticeMessage, kind: "test" as const, incident: null }]) {
    const { subject, html, text } = await renderMail({
      kind: "notice",
      language,
      timeZone: "Europe/Berlin",
      message,
      team: "Platform",
    });
    expect(html).toContain(`lang="${language}"`);
    expect(`${subject} ${text}`).not.toMatch(/[{}]/);
    if (language !== "en") expect(text).not.toMatch(/\b(the|you|Post an update)\b/);
  }
});
