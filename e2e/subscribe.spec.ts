import { startTestFanal, startTestMailServer, type TestFanal, type TestMailServer } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openWindow, phone, published } from "./support/dashboard.ts";
import { sendForm } from "./support/subscribe.ts";

let mailServer: TestMailServer;
let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  [fanal, browser] = await Promise.all([
    startTestFanal(inject("clusterUrl"), {
      mail: { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" },
    }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

function send(page: Page): Promise<void> {
  return sendForm(page, page.getByRole("heading", { name: "Check your inbox" }));
}

test.for([
  { name: "without any script", options: { ...phone, javaScriptEnabled: false } },
  { name: "at a desk", options: { viewport: { width: 1280, height: 800 } } },
])("somebody subscribes, confirms, chooses, and unsubscribes, $name", async ({ options }) => {
  const slug = `subscribe-${"isMobile" in options ? "phone" : "desk"}`;
  const email = `jo@${slug}.example`;
  await foundHouse(fanal, slug, ["API", "Website"]);
  const visitor = await openWindow(browser, options);
  await visitor.goto(`${fanal.url}/status/${slug}`);
  await visitor.getByRole("link", { name: "Get updates" }).click();
  await visitor.getByRole("heading", { name: "Get updates" }).waitFor();
  expect(await isTooWide(visitor)).toBe(false);

  const api = visitor.getByRole("checkbox", { name: "API" });
  expect(await api.isVisible()).toBe(false);
  await visitor.getByRole("radio", { name: "Only what I choose" }).check();
  await api.check();
  await visitor.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await visitor.getByRole("combobox", { name: "Language of the messages" }).selectOption("Deutsch");
  await send(visitor);

  const mail = await mailServer.next(email);
  expect(mail.subject).toBe(`Meldungen von ${slug} bestätigen`);
  await visitor.goto(mail.links[0] ?? "");
  await visitor.getByText(`${email} will be told of incidents and maintenance of ${slug}.`).waitFor();
  await visitor.getByRole("button", { name: "Confirm" }).click();

  await visitor.getByRole("heading", { name: "Your updates" }).waitFor();
  expect(await api.isChecked()).toBe(true);
  await visitor.getByRole("radio", { name: "Everything on this page" }).check();
  await visitor.getByRole("combobox", { name: "Incidents" }).selectOption("Major impact and worse");
  await visitor.getByRole("button", { name: "Save choices" }).click();
  await visitor.getByText("Your choices are saved.").waitFor();
  expect(await visitor.getByRole("radio", { name: "Everything on this page" }).isChecked()).toBe(true);
  expect(await isTooWide(visitor)).toBe(false);

  await visitor.getByRole("button", { name: "Unsubscribe" }).click();
  await visitor.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
  await visitor.getByRole("button", { name: "Subscribe again" }).click();
  await visitor.getByRole("heading", { name: "Your updates" }).waitFor();
});

test("a visitor of an incident asks to be told of it alone", async () => {
  const { person, services } = await foundHouse(fanal, "one-story", ["API"]);
  const api = services.API;
  if (api === undefined) throw new Error("The house has this service");
  const incident = await person.client.incidents.create({
    organization: "one-story",
    title: "Queues are slow",
    services: [{ serviceId: api.id, status: "partial_outage" }],
    status: "investigating",
    message: "We look.",
  });
  await published(fanal, "one-story", "Queues are slow");
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/one-story/incidents/${incident.id}`);
  await visitor.getByRole("link", { name: "Get updates for this incident" }).click();
  await visitor.getByText("You are told of “Queues are slow” and of nothing else.").waitFor();
  await visitor.getByRole("textbox", { name: "E-mail address" }).fill("jo@one-story.example");
  await send(visitor);
  const mail = await mailServer.next("jo@one-story.example");
  await visitor.goto(mail.links[0] ?? "");
  await visitor.getByRole("button", { name: "Confirm" }).click();
  expect(await visitor.getByRole("checkbox", { name: "Queues are slow" }).isChecked()).toBe(true);
});

test("who answers for a webhook says yes, and reads its secret once", async () => {
  await foundHouse(fanal, "hook", ["API"]);
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/hook/subscribe`);
  await visitor.getByRole("link", { name: "Webhook" }).click();
  const endpoint = visitor.getByRole("textbox", { name: "Address to call" });
  await endpoint.fill("https://192.168.1.1/hook");
  await visitor.getByRole("textbox", { name: "Your e-mail address" }).fill("jo@hook.example");
  await visitor.getByRole("button", { name: "Subscribe" }).click();
  await visitor.getByText("This address lies in a private network").waitFor();
  expect(await endpoint.inputValue()).toBe("https://192.168.1.1/hook");
  await endpoint.fill("https://hooks.lumen.example/fanal/x4Tq");
  await send(visitor);
  const mail = await mailServer.next("jo@hook.example");
  await visitor.goto(mail.links[0] ?? "");
  await visitor.getByRole("button", { name: "Confirm" }).click();
  await visitor.getByText(/^whsec_/).waitFor();
  await visitor.getByRole("link", { name: "Go on" }).click();
  await visitor.getByRole("heading", { name: "Your updates" }).waitFor();
  expect(await visitor.getByText(/^whsec_/).count()).toBe(0);
  await visitor.getByRole("button", { name: "Make a new secret" }).click();
  await visitor.getByText(/^whsec_/).waitFor();
  await visitor.getByText("The former secret signs as well until").waitFor();
});
