import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { VisitorMessage } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  announce,
  contentSecurityPolicy,
  pageIcon,
  pageTitle,
  renderFragments,
  renderPage,
} from "../render.tsx";
import { scenes } from "../testing/scenes.ts";
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
let served: { html: string; takesSockets: boolean; asked: string[]; policyBroken: string[] };

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  served = { html: renderPage(before, english), takesSockets: true, asked: [], policyBroken: [] };
  server = createServer((request, response) => {
    const etag = `"${served.html.length}"`;
    const { "if-none-match": known } = request.headers;
    served.asked.push(`${request.url} ${known ?? ""}`.trim());
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", contentSecurityPolicy(before));
    response.setHeader("etag", etag);
    response.writeHead(known === etag ? 304 : 200).end(known === etag ? undefined : served.html);
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

async function open(first: VisitorMessage = { type: "current", version: 7 }): Promise<WebSocket> {
  const connected = once(sockets, "connection");
  await page.goto(address());
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
  await vi.waitFor(async () => expect(await headline()).toBe("Minor Service Outage"));
  expect(await page.title()).toBe("Minor Service Outage · Acme");
  expect(await icon()).toBe(pageIcon(after));
  expect(await page.locator("#announcer").textContent()).toBe(
    "Now Minor Service Outage. 3 of 14 services affected.",
  );
  expect(await page.locator("[data-key=service-id-Webhooks].changed").count()).toBe(1);
  expect(await page.locator("[data-key=service-id-API].changed").count()).toBe(0);
  expect(served.asked).toContain("socket /status/acme/live?version=7");
});

test("a fold that the visitor closed stays closed, and the focus stays on it", async () => {
  const socket = await open();
  const summary = page.locator("[data-key=group-id-Data] > summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  send(socket, updateTo(after));
  await vi.waitFor(async () => expect(await headline()).toBe("Minor Service Outage"));
  expect(await page.locator("[data-key=group-id-Data]").getAttribute("open")).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Data");
});

test("an update that was overtaken is ignored", async () => {
  const socket = await open();
  send(socket, updateTo({ ...after, version: 6 }));
  send(socket, updateTo({ ...latest, version: 8 }));
  await vi.waitFor(async () => expect(await page.locator("[data-key=service-id-Website]").count()).toBe(1));
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
  await vi.waitFor(async () => expect(await headline()).toBe("Minor Service Outage"));
  expect(served.asked.filter((line) => line.startsWith("/status/acme"))).toEqual(["/status/acme"]);
});

test("a gap in the versions makes it fetch the page", async () => {
  const socket = await open();
  served.html = renderPage(after, english).replace('data-version="8"', 'data-version="9"');
  send(socket, updateTo({ ...latest, version: 9 }));
  await vi.waitFor(async () => expect(await headline()).toBe("Minor Service Outage"), { timeout: 10_000 });
  expect(await page.title()).toBe("Minor Service Outage · Acme");
  send(socket, updateTo({ ...latest, version: 10 }));
  await vi.waitFor(async () => expect(await headline()).toBe("All Systems Operational"));
});

test("a socket that closes is opened again with the version that the page has by then", async () => {
  const socket = await open();
  send(socket, updateTo(after));
  await vi.waitFor(async () => expect(await headline()).toBe("Minor Service Outage"));
  socket.close(1001);
  await vi.waitFor(() => expect(served.asked).toContain("socket /status/acme/live?version=8"), {
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
  await vi.waitFor(async () => expect(await page.locator("#stale").isVisible()).toBe(false));
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
  const started = page.locator(".incident time").first();
  expect(await started.textContent()).toBe("08:05 · 35m ago");
  expect(await started.getAttribute("title")).toBe("Saturday, 22 November 2025 at 08:05 (14:05 CET)");
  expect(await page.locator("#zone").textContent()).toBe("Times are in your time zone, America/New York.");
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
