import { brotliCompressSync } from "node:zlib";
import { historyLetters } from "@fanal/contract/snapshot";
import { describe, expect, test } from "vitest";
import {
  contentSecurityPolicy,
  embedScript,
  pageIcon,
  pageTitle,
  renderFragments,
  renderPage,
  renderStory,
  renderSubscribing,
  serviceWorker,
  serviceWorkerPath,
} from "./render.tsx";
import { scenes, stories } from "./testing/scenes.ts";
import { day, group, incident, service, snapshot } from "./testing/snapshots.ts";
import { subscribingScreens } from "./testing/subscribing-screens.ts";

const english = { language: "en", base: "/status/acme" } as const;

test("what operators name is shown as plain text wherever it stands", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>`;
  const bad = incident(hostile, { services: [{ id: "x", name: hostile, status: "major_outage" }] });
  const html = renderPage(
    snapshot({
      page: { name: hostile, timeZone: hostile },
      groups: [group(hostile, [service(hostile, "major_outage", hostile)])],
      incidents: [bad],
      days: [
        day("2025-11-22", [
          { kind: "incident", ...bad, id: "other" },
          {
            kind: "status_change",
            id: "c",
            serviceName: hostile,
            status: "operational",
            message: hostile,
            at: bad.startedAt,
          },
        ]),
      ],
    }),
    english,
  );
  // The theme, what the page is, and the live script.
  expect(html.match(/<script/g)).toHaveLength(3);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;script&gt;");
});

test("the sanitized message of an update is shown as the HTML that it is", () => {
  expect(renderFragments(scenes.partial, "en").incidents).toContain(
    '<a href="https://docs.acme.example/retries"',
  );
});

test.each(Object.entries(scenes))(
  "the fragments of the page %s are those that are sent on their own",
  (_name, scene) => {
    const html = renderPage(scene, english);
    for (const [id, fragment] of Object.entries(renderFragments(scene, "en"))) {
      expect(html).toContain(`<section id="fragment-${id}">${fragment}</section>`);
    }
  },
);

test("the version is on the root element", () => {
  expect(renderPage(snapshot({ version: 41 }), english)).toContain('data-version="41"');
});

test("script and page stay within their budgets", () => {
  const html = renderPage(scenes.fine, english);
  const script = html.slice(html.lastIndexOf("<script>") + 8, html.lastIndexOf("</script>"));
  const headers =
    `HTTP/1.1 200 OK\r\nContent-Security-Policy: ${contentSecurityPolicy(scenes.fine)}\r\n`.length + 600;
  expect(scenes.fine.headline.total).toBe(10);
  expect(script.length).toBeGreaterThan(1000);
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(12_000);
  expect(brotliCompressSync(html).length + headers).toBeLessThanOrEqual(20_000);
});

test("what a browser loads to be told stays within its budget, and on no other document", () => {
  const browser = subscribingScreens("en")["form of a browser"];
  if (browser === undefined) throw new Error("There is no such screen.");
  const html = renderSubscribing(scenes.fine, browser, { ...english, path: "subscribe?channel=push" });
  const script = html.slice(html.lastIndexOf("<script>") + 8, html.lastIndexOf("</script>"));
  expect(script).toContain(serviceWorkerPath);
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(2_000);
  expect(serviceWorker).toContain("pushsubscriptionchange");
  expect(Buffer.byteLength(serviceWorker)).toBeLessThanOrEqual(2_000);
  expect(contentSecurityPolicy(scenes.fine)).not.toContain("worker-src");
  expect(renderPage(scenes.fine, english)).not.toContain(serviceWorkerPath);
});

test("a form of many services folds their groups, and opens those in which something is chosen", () => {
  const many = (name: string, count: number) =>
    group(
      name,
      Array.from({ length: count }, (_, index) => service(`${name} ${index}`, "operational")),
    );
  const { form } = subscribingScreens("en");
  if (form?.kind !== "form") throw new Error("There is no such screen.");
  const render = (groups: ReturnType<typeof many>[]) => {
    const [, second] = groups;
    const serviceIds = second?.services.slice(3, 4).map(({ id }) => id) ?? [];
    const choices = { ...form.choices, scope: { serviceIds, groupIds: [] } };
    return renderSubscribing(snapshot({ groups }), { ...form, choices }, { ...english, path: "subscribe" });
  };
  const long = render([many("Edge", 100), many("Core", 100)]);
  expect(long.match(/name="service"/g)).toHaveLength(200);
  expect(long).toMatch(/<details><summary><bdi>Edge<\/bdi><span class="meta">100<\/span><\/summary>/);
  expect(long).toMatch(/<details open=""><summary><bdi>Core<\/bdi>/);
  const short = render([many("Edge", 5), many("Core", 5)]);
  expect(short.match(/name="service"/g)).toHaveLength(10);
  expect(short).not.toContain("<details");
});

describe("a page that cannot be confirmed", () => {
  const html = renderPage(scenes.fine, { ...english, staleSince: "2025-11-22T13:20:00Z" });

  test("the banner for other sites is one script of at most 4,000 bytes, without cookies or markup from strings", () => {
    expect(Buffer.byteLength(embedScript)).toBeLessThanOrEqual(4_000);
    expect(embedScript).not.toMatch(/cookie|innerHTML|eval\(|import\(/);
    for (const word of ["Details", "Ausblenden", "重大な障害が発生しています"])
      expect(embedScript).toContain(word);
  });

  test("says since when, in the page's zone", () => {
    expect(text(/<p id="stale"[^>]*>([\s\S]*?)<\/p>/, html)).toBe("Showing 14:20 CET. We are reconnecting.");
    expect(html).not.toMatch(/<p id="stale"[^>]*hidden/);
  });

  test("keeps its last words but has the unknown icon", () => {
    expect(html).toContain("<h2>All Systems Operational</h2>");
    expect(html).toContain(`rel="icon" href="${pageIcon(scenes.empty)}"`);
  });

  test("shows nothing green: every operational colour is the unknown one", () => {
    expect(html).toMatch(/<html[^>]* data-stale=""/);
    const rule = /\[data-stale\]\{(--status-operational:[^}]*)\}/.exec(html)?.[1] ?? "";
    const remapped = Object.fromEntries(rule.split(";").map((declaration) => declaration.split(":")));
    const used = new Set(html.match(/--status-operational[\w-]*/g));
    expect(used.size).toBeGreaterThan(0);
    for (const token of used) expect(remapped[token]).toBe(`var(${token.replace("operational", "unknown")})`);
  });

  test("is not what a fresh page looks like", () => {
    const fresh = renderPage(scenes.fine, english);
    expect(fresh).toMatch(/<p id="stale"[^>]*hidden/);
    expect(fresh).not.toMatch(/<html[^>]*data-stale/);
  });
});

describe("the headline", () => {
  test("says its words, how far it reaches and as of when", () => {
    const { headline } = renderFragments(scenes.partial, "en");
    expect(text(/<h2>([\s\S]*?)<\/h2>/, headline)).toBe("Minor Service Outage");
    expect(text(/<p class="meta"[^>]*>([\s\S]*?)<\/p>/, headline)).toBe(
      "3 of 14 services affected: Webhooks, Dashboard, File storage\u00a0· as of 14:32 CET",
    );
  });

  test("of a page without services is not green", () => {
    expect(renderFragments(scenes.empty, "en").headline).toContain(
      'data-status="unknown" data-key="headline"',
    );
    expect(renderFragments(scenes.empty, "en").headline).not.toContain('data-status="operational"');
  });

  test("leads the tab's title", () => {
    expect(pageTitle(scenes.partial, "en")).toBe("Minor Service Outage · Acme");
  });
});

test("the share of a service's time is of the days that are known", () => {
  const young = service("API");
  const { unknown, operational } = historyLetters;
  young.history.days = unknown.repeat(84) + operational.repeat(6);
  const { services } = renderFragments(snapshot({ services: [young] }), "en");
  expect(text(/<span class="uptime">([\s\S]*?)<\/span>/, services)).toBe("100% over 6 days");
});

test("a story that ended on the day it began names that day once", () => {
  const past = stories.find(({ title }) => title === "API slow in Europe");
  if (past === undefined) throw new Error("There is no such story.");
  expect(text(/<li>(<time[\s\S]*?)<\/li>/, renderStory(scenes.fine, past, english))).toBe(
    "12 Nov 2025, 09:10 CET to 11:24 CET",
  );
});

describe("groups of services", () => {
  const opened = (html: string) =>
    [...html.matchAll(/<details[^>]*data-key="group-([^"]*)"( open="")?/g)].map((match) => [
      match[1],
      Boolean(match[2]),
    ]);

  test("stand open while there are few services", () => {
    expect(opened(renderFragments(scenes.fine, "en").services)).toEqual([
      ["id-Core", true],
      ["id-Data", true],
    ]);
  });

  test("are folded when there are many and all are well, and open where something is wrong", () => {
    expect(opened(renderFragments(scenes.calm, "en").services).every(([, open]) => !open)).toBe(true);
    expect(opened(renderFragments(scenes.partial, "en").services)).toEqual([
      ["id-Core", true],
      ["id-Data", true],
      ["id-Regions", false],
    ]);
  });

  test("keep the operator's order when something breaks", () => {
    const names = [
      ...renderFragments(scenes.partial, "en").services.matchAll(/data-key="service-([^"]+)"/g),
    ].map((match) => match[1]);
    expect(names).toEqual(scenes.partial.groups.flatMap((one) => one.services.map((each) => each.id)));
  });
});

describe("an open incident", () => {
  test("shows its two newest updates whole and leads to the others", () => {
    const { incidents } = renderFragments(scenes.partial, "en");
    expect(incidents).toContain("A queue worker is stuck.");
    expect(incidents).toContain("Deliveries to all regions are late");
    expect(incidents).not.toContain("Some webhook deliveries arrive");
    expect(incidents).toMatch(/<a href="incidents\/id-Webhook-deliveries-delayed">1 earlier update/);
  });

  test("is one line in the timeline", () => {
    const { timeline } = renderFragments(scenes.partial, "en");
    expect(timeline).toContain('<a href="incidents/id-Webhook-deliveries-delayed"');
    expect(timeline).not.toContain("A queue worker is stuck.");
  });

  test("says when the next update follows, and when that is late", () => {
    const { incidents } = renderFragments(scenes.partial, "en");
    const promises = [...incidents.matchAll(/<p class="promise"[^>]*>(.*?)<\/p>/g)].map(([, html = ""]) =>
      html.replace(/<span hidden="">.*?<\/span>/, "").replace(/<[^>]*>/g, ""),
    );
    expect(promises).toEqual([
      "Next update by 15:00 CET",
      "The next update was promised for 14:00 CET and is late.",
    ]);
  });
});

describe("the timeline", () => {
  test("is newest first and folds quiet days", () => {
    const { timeline } = renderFragments(scenes.fine, "en");
    const heads = [...timeline.matchAll(/<p class="quiet">([^<]+)<\/p>|<h3>([^<]+)<\/h3>/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(heads).toEqual([
      "17–22 November: no incidents",
      "16 November",
      "15 November: no incidents",
      "14 November",
      "13 November: no incidents",
      "12 November",
      "9–11 November: no incidents",
    ]);
  });

  test("says how long a resolved incident lasted", () => {
    expect(text(/(Resolved · [\s\S]*?)<\/p>/, renderFragments(scenes.fine, "en").timeline)).toBe(
      "Resolved · 09:10 CET to 11:24 CET · lasted 2h 14m",
    );
  });
});

function text(pattern: RegExp, html: string): string | undefined {
  return pattern.exec(html)?.[1]?.replace(/<[^>]*>/g, "");
}
