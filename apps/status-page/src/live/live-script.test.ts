import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { VisitorMessage } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  announce,
  contentSecurityPolicy,
  pageIcon,
  pageTitle,
  renderFragments,
  renderPage,
  renderService,
  renderStory,
} from "../render.tsx";
import { scenes, stories } from "../testing/scenes.ts";
import { snapshot } from "../testing/snapshots.ts";

const english = { language: "en", base: "/status/acme" } as const;

const before = { ...scenes.fine, version: 7 };
const after = { ...scenes.partial, version: 8 };
const latest = snapshot({ version: 9 });

let browser: Browser;
let page: Page;
let server: Server;
let sockets: WebSocketServer;
/** What the server has: the page, whether it takes sockets, and what was asked of it. */
let served: {
  html: string;
  /** Other documents by their path. */
  others: Record<string, string>;
  takesSockets: boolean;
  asked: string[];
  policyBroken: string[];
};

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  served = { html: renderPage(before, english), others: {}, takesSockets: true, asked: [], policyBroken: [] };
  server = createServer((request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const html = served.others[path] ?? served.html;
    const etag = `"${html.length}"`;
    const { "if-none-match": known } = request.headers;
    served.asked.push(`${request.url} ${known ?? ""}`.trim());
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", contentSecurityPolicy(before));
    response.setHeader("etag", etag);
    response.writeHead(known === etag ? 304 : 200).end(known === etag ? undefined : html);
  });
  sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    served.asked.push(`socket ${request.url}`);
    if (!served.takesSockets) socket.destroy();
    else
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  page = await browser.newPage({ timezoneId: "America/New_York" });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) served.policyBroken.push(message.text());
  });
});
afterEach(async () => {
  expect(served.policyBroken).toEqual([]);
  await page.close();
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  server.close();
});

function address(): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/status/acme`;
}

async function open(first: VisitorMessage = { type: "current", version: 7 }, below = ""): Promise<WebSocket> {
  const connected = once(sockets, "connection");
  await page.goto(address() + below);
  const [socket]: WebSocket[] = await connected;
  if (!socket) throw new Error("No socket came.");
  send(socket, first);
  return socket;
}

function send(socket: WebSocket, message: VisitorMessage): void {
  socket.send(JSON.stringify(message));
}

function updateTo(next: Snapshot, previous: Snapshot = before): VisitorMessage {
  return {
    type: "update",
    version: next.version,
    fragments: renderFragments(next, "en"),
    title: pageTitle(next, "en"),
    icon: pageIcon(next),
    announcement: announce(previous, next, "en"),
  };
}

const headline = () => page.locator("#fragment-headline h2").textContent();
const icon = () => page.locator("link[rel=icon]").getAttribute("href");

test("an update changes the fragments, the title and the icon, and is said aloud", async () => {
  const socket = await open();
  send(socket, updateTo(after));
  await expect.poll(headline).toBe("Minor Service Outage");
  expect(await page.title()).toBe("Minor Service Outage · Acme");
  expect(await icon()).toBe(pageIcon(after));
  expect(await page.locator("#announcer").textContent()).toBe(
    "Now Minor Service Outage. 3 of 14 services affected.",
  );
  expect(await page.locator("[data-key=service-id-Webhooks].changed").count()).toBe(1);
  expect(await page.locator("[data-key=service-id-API].changed").count()).toBe(0);
  expect(served.asked).toContain("socket /status/acme/live?version=7&language=en");
});

test("a fold that the visitor closed stays closed, and the focus stays on it", async () => {
  const socket = await open();
  const summary = page.locator("[data-key=group-id-Data] > summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  send(socket, updateTo(after));
  await expect.poll(headline).toBe("Minor Service Outage");
  expect(await page.locator("[data-key=group-id-Data]").getAttribute("open")).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Data");
});

test("an update that was overtaken is ignored", async () => {
  const socket = await open();
  send(socket, updateTo({ ...after, version: 6 }));
  send(socket, updateTo({ ...latest, version: 8 }));
  await expect.poll(() => page.locator("[data-key=service-id-Website]").count()).toBe(1);
  expect(await headline()).toBe("All Systems Operational");
});

test.for<unknown>([
  { type: "update", version: 8 },
  { type: "update", version: 8, fragments: null },
  { type: "poem", version: 9 },
  { type: "current" },
  { type: "reload", version: "9" },
  [8],
  null,
])("a frame that the page does not know changes nothing: %j", async (frame) => {
  const socket = await open();
  socket.send(JSON.stringify(frame));
  send(socket, updateTo(after));
  await expect.poll(headline).toBe("Minor Service Outage");
  expect(served.asked.filter((line) => line.startsWith("/status/acme"))).toEqual(["/status/acme"]);
});

test("a gap in the versions makes it fetch the page", async () => {
  const socket = await open();
  served.html = renderPage(after, english).replace('data-version="8"', 'data-version="9"');
  send(socket, updateTo({ ...latest, version: 9 }));
  await expect.poll(headline).toBe("Minor Service Outage");
  expect(await page.title()).toBe("Minor Service Outage · Acme");
  send(socket, updateTo({ ...latest, version: 10 }));
  await expect.poll(headline).toBe("All Systems Operational");
});

test("a socket that closes is opened again with the version that the page has by then", async () => {
  const socket = await open();
  send(socket, updateTo(after));
  await expect.poll(headline).toBe("Minor Service Outage");
  socket.close(1001);
  await vi.waitFor(() => expect(served.asked).toContain("socket /status/acme/live?version=8&language=en"), {
    timeout: 10_000,
  });
});

test("without sockets the page is polled with If-None-Match and taken over", async () => {
  served.takesSockets = false;
  await page.clock.install();
  await page.goto(address());
  await passUntil(async () =>
    expect(served.asked.some((line) => line.startsWith('/status/acme "'))).toBe(true),
  );
  served.html = renderPage(after, english);
  await passUntil(async () => expect(await headline()).toBe("Minor Service Outage"));
  expect(await page.locator("#stale").isVisible()).toBe(false);
});

test("cut off for more than a minute, the page says so and is no longer green, until the server is back", async () => {
  await page.clock.install();
  const socket = await open();
  await expect.poll(() => page.locator("#stale").isVisible()).toBe(false);
  const green = await markColour();
  served.takesSockets = false;
  const { html } = served;
  served.html = "<!doctype html>gone";
  socket.terminate();
  await passUntil(async () => expect(await page.locator("#stale").isVisible()).toBe(true));
  expect(await page.locator("#stale").textContent()).toMatch(/Showing .*\d\d:\d\d\. We are reconnecting\./);
  expect(await headline()).toBe("All Systems Operational");
  expect(await markColour()).not.toBe(green);
  expect(await icon()).toBe(pageIcon(scenes.empty));
  served.html = html;
  served.takesSockets = true;
  sockets.on("connection", (opened) => send(opened, { type: "current", version: 7 }));
  await passUntil(async () => expect(await page.locator("#stale").isVisible()).toBe(false));
  expect(await markColour()).toBe(green);
  expect(await icon()).toBe(pageIcon(before));
});

test("a page that the server could not confirm stays so until the server takes it back", async () => {
  served.html = renderPage(before, { ...english, staleSince: "2025-11-22T13:20:00Z" });
  await page.clock.install();
  await open();
  await page.clock.runFor(5000);
  expect(await page.locator("#stale").isVisible()).toBe(true);
  served.html = renderPage(before, english);
  await passUntil(async () => expect(await page.locator("#stale").isVisible()).toBe(false));
  expect(await icon()).toBe(pageIcon(before));
});

test("times are the visitor's own, with the page's beside on hover", async () => {
  await page.clock.setFixedTime("2025-11-22T13:40:00Z");
  served.html = renderPage(after, english);
  await open({ type: "current", version: 8 });
  const started = page.locator(".story time").first();
  expect(await started.textContent()).toBe("08:05 · 35 min ago");
  expect(await started.getAttribute("title")).toBe("Saturday, 22 November 2025 at 08:05 (14:05 CET)");
  expect(await page.locator("#zone span").textContent()).toBe(
    "Times are in your time zone, America/New York.",
  );
});

test("who prefers the page's zone gets it back, and again on the next visit", async () => {
  await page.clock.setFixedTime("2025-11-22T13:40:00Z");
  served.html = renderPage(after, english);
  await open({ type: "current", version: 8 });
  const started = page.locator(".story time").first();
  await page.getByRole("button", { name: "Use the page’s time zone" }).click();
  expect(await started.textContent()).toBe("14:05 CET · 35 min ago");
  expect(await page.locator("#zone span").textContent()).toBe("Times are in Europe/Berlin (CET).");
  await open({ type: "current", version: 8 });
  expect(await started.textContent()).toBe("14:05 CET · 35 min ago");
  expect(await page.locator("#fragment-headline time").textContent()).toBe("14:40 CET");
  await page.getByRole("button", { name: "Use my time zone" }).click();
  expect(await started.textContent()).toBe("08:05 · 35 min ago");
});

test("a window is shown once where both clocks read alike, whatever their zones are called", async () => {
  await page.close();
  const started = async (timezoneId: string) => {
    page = await browser.newPage({ timezoneId });
    served.html = renderPage(
      { ...scenes.maintenance, version: 7, page: { ...scenes.maintenance.page, timeZone: "Etc/UTC" } },
      english,
    );
    await open();
    const seen = [page.locator(".window .beside").first(), page.locator("#zone button")].map((one) =>
      one.isVisible(),
    );
    return Promise.all(seen);
  };
  expect(await started("America/New_York")).toEqual([true, true]);
  await page.close();
  // Alike in winter, when the window is; half a year on they are not.
  expect(await started("Europe/London")).toEqual([false, true]);
  await page.close();
  expect(await started("Africa/Abidjan")).toEqual([false, false]);
});

test("a promise becomes late while the page is open", async () => {
  await page.clock.install({ time: "2025-11-22T13:58:00Z" });
  served.html = renderPage(after, english);
  await open({ type: "current", version: 8 });
  const promise = page.locator(".promise").first().locator("span:visible");
  expect(await promise.textContent()).toBe("Next update by 09:00");
  await passUntil(async () =>
    expect(await promise.textContent()).toBe("The next update was promised for 09:00 and is late."),
  );
});

test("an announcement that was put away stays away, also through an update and a new visit", async () => {
  served.html = renderPage(after, english);
  const socket = await open({ type: "current", version: 8 });
  const announcement = page.locator("[data-announcement]");
  await announcement.getByRole("button", { name: /^Dismiss/ }).click();
  expect(await announcement.isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("main");
  send(socket, updateTo({ ...after, version: 9, headline: before.headline }, after));
  await expect.poll(headline).toBe("All Systems Operational");
  expect(await announcement.isVisible()).toBe(false);
  await open({ type: "current", version: 8 });
  expect(await announcement.isVisible()).toBe(false);
});

test("a theme that was chosen is there before anything is painted", async () => {
  await open();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByLabel("Theme").selectOption("Dark");
  const dark = await background();
  expect(dark).not.toBe(light);
  // The dashboard is at the same origin, and keeps its own choice there.
  expect(await page.evaluate(() => localStorage.getItem("fanal-theme"))).toBeNull();
  served.html = served.html.replace("</head>", "<!-- again --></head>");
  await page.goto(address(), { waitUntil: "commit" });
  expect(await background()).toBe(dark);
  expect(await page.getByLabel("Theme").inputValue()).toBe("dark");
  await page.getByLabel("Theme").selectOption("System");
  expect(await background()).toBe(light);
});

test("a language that was chosen by the address is kept on the way through the page", async () => {
  const german = { language: "de", base: "/status/acme" } as const;
  served.html = renderPage(after, german);
  const [story] = stories.filter(({ kind }) => kind === "incident");
  if (!story) throw new Error("There is no incident.");
  served.others = { [`/status/acme/incidents/${story.id}`]: renderStory(after, story, german) };
  await open({ type: "current", version: 8 }, "?lang=de");
  await page.getByRole("link", { name: story.title }).first().click();
  await page.waitForURL(`${address()}/incidents/${story.id}?lang=de`);
  expect(served.asked).toContain("socket /status/acme/live?version=8&language=de");
});

test("a document below the main page stays live by asking for itself", async () => {
  const [story] = stories.filter(({ kind }) => kind === "incident");
  if (story?.kind !== "incident") throw new Error("There is no incident.");
  const path = `/status/acme/incidents/${story.id}`;
  served.others = { [path]: renderStory(before, story, english) };
  const socket = await open({ type: "current", version: 7 }, `/incidents/${story.id}`);
  const resolved = { ...story, status: "resolved", resolvedAt: after.asOf } as const;
  served.others = { [path]: renderStory(after, resolved, english) };
  send(socket, updateTo(after));
  await vi.waitFor(async () => expect(await page.locator(".facts").textContent()).toContain("Resolved"), {
    timeout: 10_000,
  });
  expect(await page.locator("html").getAttribute("data-version")).toBe("7");
});

describe("the strip of a service", () => {
  const strip = (name: string) => page.getByRole("slider", { name: new RegExp(`^${name}, `) });
  const card = () => page.locator(".day-card");

  test("is one stop of the keyboard; arrows pick a day, its card says what was, Enter leads there", async () => {
    served.others = {
      "/status/acme/services/id-Search": renderService(before, "id-Search", stories, english) ?? "",
    };
    await open();
    await strip("Search").focus();
    expect(await strip("Search").getAttribute("aria-valuetext")).toBe(
      "Saturday, 22 November 2025: Operational",
    );
    for (let step = 0; step < 10; step++) await page.keyboard.press("ArrowLeft");
    expect(await strip("Search").getAttribute("aria-valuetext")).toBe(
      "Wednesday, 12 November 2025: Degraded performance for 2h 14m",
    );
    expect(await card().textContent()).toContain("API slow in Europe");
    await page.keyboard.press("Escape");
    expect(await card().isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${address()}/services/id-Search#day-2025-11-12`);
    expect(await page.locator("tr:target").textContent()).toContain("Degraded performance");
  });

  test("shows the day under the pointer, and the card can be entered", async () => {
    await open();
    await strip("Search").scrollIntoViewIfNeeded();
    const box = await strip("Search").boundingBox();
    if (!box) throw new Error("The strip is not drawn.");
    await page.mouse.move(box.x + (box.width * 79.5) / 90, box.y + 12);
    expect(await card().locator("strong").textContent()).toBe("Wednesday, 12 November 2025");
    await card().getByRole("link", { name: "API slow in Europe" }).hover();
    expect(await card().isVisible()).toBe(true);
    await page.mouse.move(10, 10);
    expect(await card().isVisible()).toBe(false);
  });

  test("has a card whose signs are small, also where there is little room", async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await open();
    await strip("Search").focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press("ArrowLeft");
    const sign = await card().locator("svg").first().boundingBox();
    expect(sign).toMatchObject({ width: 14, height: 14 });
  });

  test("where there is little room has only the days that are seen", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open();
    await strip("Search").focus();
    await page.keyboard.press("Home");
    expect(await strip("Search").getAttribute("aria-valuetext")).toMatch(/^Friday, 24 October 2025/);
  });
});

test("many services can be filtered by name, also through an update", async () => {
  served.html = renderPage({ ...scenes.many, version: 7 }, english);
  const socket = await open();
  await page.getByRole("searchbox").fill("shard 4-3");
  const seen = () => page.locator(".services > li:visible").count();
  expect(await seen()).toBe(1);
  send(socket, updateTo({ ...scenes.many, version: 8, headline: before.headline }));
  await expect.poll(headline).toBe("All Systems Operational");
  expect(await seen()).toBe(1);
  await page.getByRole("searchbox").fill("nothing like this");
  expect(await page.locator("#filter-none").textContent()).toBe("No service has that name.");
});

/** Lets the page's clock run, faster than ours, until it holds. */
async function passUntil(holds: () => Promise<void>): Promise<void> {
  await vi.waitFor(
    async () => {
      await page.clock.runFor(2000);
      await holds();
    },
    { timeout: 25_000, interval: 20 },
  );
}

function markColour(): Promise<string> {
  return page.evaluate(() => {
    const shape = document.querySelector("#fragment-services svg path");
    return shape ? getComputedStyle(shape).fill : "";
  });
}
