import { createHash } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  contentSecurityPolicy,
  pageIcon,
  pageTitle,
  renderFragments,
  renderNotFound,
  renderPage,
  renderUnavailable,
} from "./render.tsx";
import { scenes } from "./testing/scenes.ts";
import { day, group, incident, service, snapshot } from "./testing/snapshots.ts";

const english = { language: "en", base: "/status/acme" } as const;

const everyDocument: [string, string][] = [
  ...Object.entries(scenes).map(([name, scene]): [string, string] => [name, renderPage(scene, english)]),
  ["stale", renderPage(scenes.fine, { ...english, staleSince: "2025-11-22T13:20:00Z" })],
  ["not found", renderNotFound("en")],
  ["unavailable", renderUnavailable("en")],
];

describe.each(everyDocument)("the document %s", (_name, html) => {
  const markup = withoutInline(html);

  test("carries no style attribute and no event handler, which its policy forbids", () => {
    expect(markup).not.toMatch(/\sstyle=/i);
    expect(markup).not.toMatch(/\son[a-z]+=/i);
  });

  test("runs and styles nothing but what the policy names by its hash", () => {
    const inline = [...html.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)];
    expect(inline.length).toBeGreaterThan(0);
    for (const [, element, text = ""] of inline) {
      const hash = createHash("sha256").update(text).digest("base64");
      expect(contentSecurityPolicy).toContain(`${element}-src 'sha256-${hash}'`);
    }
    expect(markup).not.toMatch(/<(script|style)\s/);
  });

  test("loads nothing from anywhere", () => {
    expect(markup).not.toMatch(/\ssrc=|url\(|<link(?! rel="icon" href="data:)/);
  });

  test("has one first-level heading and a title", () => {
    expect(markup.match(/<h1[ >]/g)).toHaveLength(1);
    expect(markup).toMatch(/<title>[^<]+<\/title>/);
  });
});

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
  expect(html.match(/<script/g)).toHaveLength(1);
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
  const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? "";
  const headers = `HTTP/1.1 200 OK\r\nContent-Security-Policy: ${contentSecurityPolicy}\r\n`.length + 600;
  expect(scenes.fine.headline.total).toBe(10);
  expect(script.length).toBeGreaterThan(1000);
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(5000);
  expect(brotliCompressSync(html).length + headers).toBeLessThanOrEqual(20_000);
});

describe("a page that cannot be confirmed", () => {
  const html = renderPage(scenes.fine, { ...english, staleSince: "2025-11-22T13:20:00Z" });

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
      "3 of 14 services affected: Webhooks, Dashboard, Exports · as of 14:32 CET",
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
      ...renderFragments(scenes.partial, "en").services.matchAll(/data-key="service-id-([^"]+)"/g),
    ].map((match) => match[1]);
    expect(names).toEqual(scenes.partial.groups.flatMap((one) => one.services.map((each) => each.name)));
  });
});

describe("an open incident", () => {
  test("shows its two newest updates whole and folds the older ones", () => {
    const { incidents } = renderFragments(scenes.partial, "en");
    const [before = "", folded = ""] = incidents.split("<details");
    expect(before).toContain("A queue worker is stuck.");
    expect(before).toContain("Deliveries to all regions are late");
    expect(folded).toContain("1 earlier update");
    expect(folded).toContain("Some webhook deliveries arrive");
  });

  test("is one line in the timeline that leads to its card", () => {
    const { incidents, timeline } = renderFragments(scenes.partial, "en");
    const target = /href="#(incident-[^"]+)"/.exec(timeline)?.[1];
    expect(incidents).toContain(`id="${target}"`);
    expect(timeline).not.toContain("A queue worker is stuck.");
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
      "13–15 November: no incidents",
      "12 November",
      "9–11 November: no incidents",
    ]);
  });

  test("says how long a resolved incident lasted", () => {
    expect(text(/(Resolved · [\s\S]*?)<\/p>/, renderFragments(scenes.fine, "en").timeline)).toBe(
      "Resolved · 09:10 CET to 11:24 CET · lasted 2 h 14 min",
    );
  });
});

/** The document without the contents of its inline script and style. */
function withoutInline(html: string): string {
  return html.replace(/(<(script|style)>)[\s\S]*?(<\/\2>)/g, "$1$3");
}

function text(pattern: RegExp, html: string): string | undefined {
  return pattern.exec(html)?.[1]?.replace(/<[^>]*>/g, "");
}
