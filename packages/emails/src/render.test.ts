import { expect, test } from "vitest";
import { renderMail } from "./render.tsx";
import type { Mail } from "./renderer.ts";

const link = "https://fanal.example/page#token=abc";
const evil = '<img src=x onerror="alert(1)">\r\nBcc: victim@example.com';

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
