import {
  startTestFanal,
  startTestPushService,
  type TestBrowser,
  type TestFanal,
  type TestPushService,
} from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, idOf, isTooWide, openWindow, phone } from "./support/dashboard.ts";
import { sendForm } from "./support/subscribe.ts";

let pushService: TestPushService;
let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [pushService, fanal, browser] = await Promise.all([
    startTestPushService(),
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await pushService[Symbol.asyncDispose]();
});

/**
 * A window whose browser may notify. Chromium without a screen has no notifications and no push service: it is given both, and
 * the product is as it is.
 *
 * @param subscription `null`: it reaches no push service
 */
async function openBrowser(subscription: TestBrowser["subscription"] | null): Promise<Page> {
  const page = await openWindow(browser);
  await page.addInitScript((given) => {
    Object.defineProperty(Notification, "permission", { get: () => "granted" });
    Notification.requestPermission = () => Promise.resolve("granted");
    if (given === null) return;
    const name = "subscribed";
    const found = () => Object.assign(Object.create(PushSubscription.prototype), { toJSON: () => given });
    PushManager.prototype.subscribe = () => {
      localStorage.setItem(name, "");
      return Promise.resolve(found());
    };
    PushManager.prototype.getSubscription = () =>
      Promise.resolve(localStorage.getItem(name) === null ? null : found());
  }, subscription);
  return page;
}

function subscribe(page: Page): Promise<void> {
  return sendForm(page, page.getByText("You are subscribed."));
}

interface Shown {
  title: string;
  body: string;
  tag: string;
  icon: string;
  lang: string;
  data: { url: string; manage: string };
}

/** What the service worker of a page does, once its browser has something for it. */
async function workerOf(page: Page) {
  await expect.poll(() => page.context().serviceWorkers().length).toBe(1);
  const [worker] = page.context().serviceWorkers();
  if (worker === undefined) throw new Error("The page has no service worker");
  /** Hands an event in and returns what the worker showed, or the address that it opened, by then. */
  const hear = (type: string, facts: object): Promise<unknown> =>
    worker.evaluate(
      async ([name, given]) => {
        let done: Promise<unknown> = Promise.resolve();
        let result: unknown = null;
        const scope = self as unknown as { clients: { openWindow: unknown } };
        ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
          result = { title, ...options };
        };
        scope.clients.openWindow = async (url: string) => {
          result = url;
        };
        const event = Object.assign(new Event(name), given, {
          waitUntil: (doing: Promise<unknown>) => {
            done = doing;
          },
        });
        const { payload, notification } = given as { payload?: unknown; notification?: object };
        Object.assign(event, { data: { json: () => payload } });
        Object.assign(notification ?? {}, { close: () => undefined });
        self.dispatchEvent(event);
        await done;
        return result;
      },
      [type, facts] as const,
    );
  return {
    push: async (payload: object | undefined) => (await hear("push", { payload })) as Shown,
    click: ({ data }: Pick<Shown, "data">, action = "") =>
      hear("notificationclick", { action, notification: { data } }),
    change: (newSubscription: TestBrowser["subscription"]) =>
      hear("pushsubscriptionchange", { newSubscription }),
  };
}

test("a browser subscribes, is notified of an incident and its end, chooses and unsubscribes", async () => {
  const house = await foundHouse(fanal, "push", ["API"]);
  const { client } = house.person;
  const theirs = pushService.subscribe();
  const page = await openBrowser(theirs.subscription);
  const home = `${fanal.url}/status/push`;
  await page.goto(`${home}/subscribe`);
  await page.getByRole("link", { name: "This browser" }).click();
  await page.getByRole("combobox", { name: "Incidents" }).selectOption("Minor impact and worse");
  await subscribe(page);
  await page.getByText("Your browser is told of incidents and maintenance.").waitFor();
  const manage = page.url().replace("?subscribed", "");

  const worker = await workerOf(page);
  const greeting = await worker.push(theirs.received[0]?.payload);
  expect(greeting).toMatchObject({ title: "push", body: "From now on you are told here." });
  expect(await worker.click(greeting)).toBe(manage);

  const incident = await client.incidents.create({
    organization: "push",
    title: "Queues are slow",
    status: "investigating",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "partial_outage" }],
    notify: true,
  });
  await expect.poll(() => theirs.received.length).toBe(2);
  const notification = await worker.push(theirs.received[1]?.payload);
  const url = `${home}/incidents/${incident.id}`;
  expect(notification).toMatchObject({
    title: "[push] Investigating: Queues are slow",
    body: "We look.\n▲ API: Partial outage",
    tag: incident.id,
    lang: "en",
    icon: `${home}/notification-icons/partial_outage.png`,
  });
  expect(await worker.click(notification)).toBe(url);
  expect(await worker.click(notification, "manage")).toBe(manage);
  const update = { status: "resolved", message: "All is well.", notify: true } as const;
  await client.incidents.postUpdate({ organization: "push", incidentId: incident.id, ...update });
  await expect.poll(() => theirs.received.length).toBe(3);
  expect(await worker.push(theirs.received[2]?.payload)).toMatchObject({
    title: "[push] Resolved: Queues are slow",
    tag: incident.id,
  });

  await page.goto(`${home}/subscribe?channel=push`);
  await page.getByText("This browser is told already.").waitFor();
  await page.getByRole("button", { name: "Choose what you are told" }).click();
  await page.getByRole("heading", { name: "Your updates" }).waitFor();
  expect(page.url()).toBe(manage);
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await page.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
});

test("a browser whose push service changes its address says so by the link of its subscription", async () => {
  await foundHouse(fanal, "renewed", ["API"]);
  const [before, after] = [pushService.subscribe(), pushService.subscribe()];
  const page = await openBrowser(before.subscription);
  await page.goto(`${fanal.url}/status/renewed/subscribe?channel=push`);
  await subscribe(page);
  const worker = await workerOf(page);
  await worker.push(before.received[0]?.payload);
  await worker.change(after.subscription);
  await expect.poll(() => after.received.length).toBe(1);
  expect(before.received).toHaveLength(1);
});

test("a browser that reaches no push service, that may not notify, or runs no script says what to do", async () => {
  await foundHouse(fanal, "without", ["API"]);
  const address = `${fanal.url}/status/without/subscribe?channel=push`;
  const unreached = await openBrowser(null);
  await unreached.goto(address);
  await unreached.getByRole("button", { name: "Subscribe" }).click();
  await unreached.getByText("The browser did not reach its push service.").waitFor();
  expect(await unreached.getByRole("button", { name: "Subscribe" }).isVisible()).toBe(true);

  const blocked = await openWindow(browser, phone);
  await blocked.goto(address);
  const button = blocked.getByRole("button", { name: "Subscribe" });
  if (await button.isVisible()) await button.click();
  await blocked.getByText("Notifications from this page are blocked.").waitFor();
  expect(await button.isVisible()).toBe(false);
  expect(await isTooWide(blocked)).toBe(false);

  const still = await openWindow(browser, { javaScriptEnabled: false });
  await still.goto(address);
  expect(await still.locator("noscript").textContent()).toContain("Only a script can ask the browser.");
  expect(await still.getByRole("button", { name: "Subscribe" }).isVisible()).toBe(false);
});
