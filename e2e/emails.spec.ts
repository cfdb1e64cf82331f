import {
  type Impact,
  type Language,
  type NotificationKind,
  type NotificationMessage,
  notificationKinds,
} from "@fanal/domain";
import { type Mail, type MailKind, renderMail } from "@fanal/emails";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, longWord } from "./support/accessibility.ts";
import { desktop, isTooWide, openWindow } from "./support/dashboard.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const link = `https://status.lumen.example/subscriptions/01a20738-eb79-70d5-a745-adbc68a99696/${"Xy3_".repeat(8)}`;
/** An accent that nobody could read on white as it is. */
const page = { name: "Lumen Status", accent: "#7a6200" };
const common = { language: "en", page, link } as const;
const reader = { language: "en", timeZone: "Europe/Berlin" } as const;
const at = new Date(Date.UTC(2026, 10, 26, 14, 5));

const mails: Record<Exclude<MailKind, "notification">, Mail> = {
  invitation: {
    kind: "invitation",
    ...reader,
    organization: "Lumen",
    inviter: "Mara Ilves",
    role: "responder",
    link,
    expiresAt: at,
  },
  verify_address: { kind: "verify_address", ...reader, link, validMinutes: 60 },
  address_taken: { kind: "address_taken", ...reader, signInLink: link, resetLink: link },
  reset_password: { kind: "reset_password", ...reader, link, validMinutes: 60 },
  magic_link: { kind: "magic_link", ...reader, link, validMinutes: 10 },
  approve_new_address: {
    kind: "approve_new_address",
    ...reader,
    newAddress: `pia.${longWord}@lumen.example`,
    link,
    validMinutes: 60,
  },
  verify_new_address: { kind: "verify_new_address", ...reader, link, validMinutes: 60 },
  account_changed: {
    kind: "account_changed",
    ...reader,
    change: "password_changed",
    at,
    address: "203.0.113.7",
    resetLink: link,
  },
  notice: {
    kind: "notice",
    ...reader,
    team: "Platform",
    message: {
      kind: "incident_opened",
      organization: { name: "Lumen", url: "https://status.lumen.example/app/lumen" },
      incident: {
        kind: "incident",
        id: "a",
        title: `${longWord} answers slowly`,
        url: link,
        status: "identified",
        impact: "major",
        startedAt: at.toISOString(),
        resolvedAt: null,
        nextUpdateAt: null,
      },
      update: null,
      services: [{ id: "a", name: longWord, status: "partial_outage" }],
      silentHours: null,
      at: at.toISOString(),
    },
  },
  confirm_subscription: { kind: "confirm_subscription", ...common, endpoint: null, validDays: 7 },
  already_subscribed: { kind: "already_subscribed", ...common },
  endpoint_stopped: {
    kind: "endpoint_stopped",
    ...common,
    endpoint: `https://hooks.lumen.example/${longWord.repeat(2)}`,
    wantsNothing: false,
    failure: "It answered 503.",
  },
};

/** As Markdown becomes what is sent, with everything that it can hold. */
const said = `<p>A queue worker is <strong>stuck</strong>. <a href="https://lumen.example/why">Why this happens</a></p>
<ul><li>No event is lost.</li><li>All are delivered after a restart.</li></ul>
<blockquote><p>We speak again at 16:00.</p></blockquote>
<p>Look for <code>503</code> in:</p>
<pre><code>GET /v1/events/${longWord.toLowerCase().repeat(3)}?after=2026-11-26T14:05:00Z 503</code></pre>
<table><thead><tr><th>Region</th><th>Delay</th></tr></thead><tbody><tr><td>Europe</td><td>10 minutes</td></tr></tbody></table>
<p>${longWord.repeat(3)}</p>`;

const services: NotificationMessage["services"] = [
  { id: "a", name: "API", status: "partial_outage" },
  { id: "b", name: longWord, status: "degraded_performance" },
];

function told(
  kind: NotificationKind,
  { language = "en", isShared = false }: { language?: Language; isShared?: boolean } = {},
): Mail {
  const id = "01a20738-eb79-70d5-a745-adbc68a99696";
  const isResolved = kind === "incident_resolved" || kind === "postmortem_published";
  const window = { startsAt: at.toISOString(), endsAt: new Date(at.getTime() + 7_200_000).toISOString() };
  const impact: Impact = "major";
  const story: NotificationMessage["story"] = kind.startsWith("maintenance")
    ? {
        kind: "maintenance",
        id,
        title: "New disks for the database in Europe",
        url: `https://status.lumen.example/maintenances/${id}`,
        status: "scheduled",
        ...window,
      }
    : {
        kind: "incident",
        id,
        title: `Webhook deliveries of the ${longWord} are delayed`,
        url: `https://status.lumen.example/incidents/${id}`,
        status: isResolved ? "resolved" : "identified",
        impact,
        startedAt: at.toISOString(),
        resolvedAt: isResolved ? window.endsAt : null,
        nextUpdateAt: isResolved ? null : window.endsAt,
      };
  const message: NotificationMessage = {
    kind,
    page: {
      ...page,
      id,
      senderName: page.name,
      replyTo: null,
      url: "https://status.lumen.example",
      timeZone: "Europe/Berlin",
      logo: null,
    },
    story,
    update: kind === "maintenance_reminder" ? null : { id, message: "", html: said, at: at.toISOString() },
    services,
  };
  const own = { manageUrl: link, unsubscribeUrl: `${link}/unsubscribe`, isShared };
  return { kind: "notification", language, message, ...own };
}

const all = [
  ...Object.entries(mails),
  ...notificationKinds.map((kind): [string, Mail] => [kind, told(kind)]),
  ["shared", told("incident_updated", { language: "de", isShared: true })] as const,
];

const readers = (["light", "dark"] as const).flatMap((colorScheme) => [
  { colorScheme, device: "desk", size: desktop },
  { colorScheme, device: "phone", size: { viewport: { width: 375, height: 667 }, isMobile: true } },
]);

/** A mail is shown within a page of the program that reads it, which has landmarks of its own. */
const withinAnother = { "landmark-one-main": { enabled: false }, region: { enabled: false } };

test.for(readers)(
  "every mail fits a $device and has no barrier, in $colorScheme colours",
  { timeout: 240_000 },
  async (look) => {
    const { colorScheme, device, size } = look;
    const window = await openWindow(browser, { ...size, colorScheme });
    for (const [name, mail] of all) {
      const { html } = await renderMail(mail);
      await window.setContent(html);
      const folder = process.env.SCREENSHOTS;
      if (folder !== undefined)
        await window.screenshot({
          path: `${folder}/mail-${name}-${colorScheme}-${device}.png`,
          fullPage: true,
        });
      expect(await isTooWide(window), name).toBe(false);
      await expectAccessible(window, withinAnother);
    }
  },
);
