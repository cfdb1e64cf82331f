import { languages } from "@fanal/domain";
import { expect, test } from "vitest";
import { renderMail } from "./render.tsx";
import type { Mail } from "./renderer.ts";

const link = "https://fanal.example/page#token=abc";
const evil = '<img src=x onerror="alert(1)">\r\nBcc: victim@example.com';

const page = { name: evil, accent: "#0a6cff" };

const mails: Mail[] = [
  {
    kind: "invitation",
    organization: evil,
    inviter: evil,
    role: "responder",
    link,
    expiresAt: new Date(Date.UTC(2026, 11, 2, 14, 5)),
  },
  { kind: "verify_address", link, validMinutes: 60 },
  { kind: "address_taken", signInLink: link, resetLink: link },
  { kind: "reset_password", link, validMinutes: 60 },
  { kind: "magic_link", link, validMinutes: 10 },
  { kind: "approve_new_address", newAddress: evil, link, validMinutes: 60 },
  { kind: "verify_new_address", link, validMinutes: 60 },
  {
    kind: "account_changed",
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
  expect((await renderMail({ kind: "reset_password", link, validMinutes: 60 })).text).toContain(
    "for 1 hour.",
  );
  expect((await renderMail({ kind: "magic_link", link, validMinutes: 10 })).text).toContain(
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
