import { readdir } from "node:fs/promises";
import { startTestFanal, startTestMailServer, type TestFanal, type TestMailServer } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAs, openWindow } from "../support/dashboard.ts";
import { bodyOf, textFieldsOf } from "./support/bodies.ts";
import { addressOf, type Operation, operationsAt } from "./support/description.ts";
import { type FullHouse, fullHouse, someNight } from "./support/house.ts";
import { payloads } from "./support/payloads.ts";
import { expectNothingFired, touchEverything, type Watched, watch } from "./support/watch.ts";

/** One for each way out of where a text stands; all of them are tried in the fields of `script-payloads.spec.ts`. */
const sharpest = [
  "<script>pwn()</script>",
  "</script><script>pwn()</script>",
  "</title><script>pwn()</script>",
  "]]><script>pwn()</script>",
  '"><img src=x onerror=pwn()>',
  "' autofocus onfocus='pwn()",
  "<svg onload=pwn()>",
  "[x](javascript:pwn())",
];

/** Rules of recurrence and style sheets are no texts, and have tests of what they refuse; a provider speaks one language. */
const noTexts = { rrule: undefined, customCss: undefined, oidc: undefined };

let fanal: TestFanal;
let mailServer: TestMailServer;
let browser: Browser;
let house: FullHouse;
let operations: Operation[];
let visitor: Watched;
let operator: Watched;
let invitationLink = "";
/** What was refused of what was written. */
const refused: string[] = [];

beforeAll(async () => {
  mailServer = await startTestMailServer();
  const mail = { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" };
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl"), { mail }), launchBrowser()]);
  house = await fullHouse(fanal, "lumen");
  operations = (await operationsAt(fanal.url)).filter(
    ({ method, body }) => method !== "GET" && body !== null && textsOf(body).length > 0,
  );
  visitor = await watch(await openWindow(browser), fanal.url);
  operator = await watch(await openAs(browser, fanal.url, house.person), fanal.url);
  for (const [round, payload] of sharpest.entries()) await writeEverywhere(payload, round);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

function textsOf(schema: NonNullable<Operation["body"]>): string[] {
  return textFieldsOf(schema).filter((path) => !((path.split(".")[0] ?? "") in noTexts));
}

/** The payload in every text field of every operation that has one; those that are long have all payloads. */
async function writeEverywhere(payload: string, round: number): Promise<void> {
  const { person, organization, ids } = house;
  // There may be five at once; what the log says of one that is revoked is looked at too.
  for (const { id } of (await person.client.scimTokens.list({ organization })).slice(4))
    await person.client.scimTokens.revoke({ organization, scimTokenId: id });
  const emails = [`sten.${round}@example.com`];
  await person.client.invitations.create({ organization, emails });
  invitationLink = (await mailServer.next(emails[0] ?? "")).links[0] ?? "";
  const token = invitationLink.split("/").at(-1) ?? "";
  const group = crypto.randomUUID();
  const text = (longest: number) => (longest <= 500 ? payload : allWithin(longest, payload));
  for (const [index, operation] of operations.entries()) {
    const known: Record<string, unknown> = {
      ...ids,
      ...someNight,
      ...noTexts,
      serviceIds: [ids.serviceId],
      slug: `lumen-${round}-${index}`,
      token,
      password: "correct-horse-battery",
      accent: "#336699",
      url: "https://lumen.example/",
      saml: {
        entityId: `${payload} ${operation.name}`,
        signInUrl: "https://id.lumen.example/sso",
        certificates: [ids.certificate],
      },
      scopes: ["read"],
      // Twenty characters at most: too few for any of these.
      unit: "ms",
      periodSeconds: 300,
      // It is not run.
      isPaused: true,
      expectedStatus: "200-299",
      ...(operation.name === "statusPages.update" ? { groupId: group, id: group, password: undefined } : {}),
      ...(operation.name === "imports.create"
        ? {
            file: JSON.stringify({ components: [{ id: `component${round}`, name: payload }] }),
            address: "https://api.lumen.example/v1",
          }
        : {}),
      // Beside the one that was just made.
      ...(operation.name === "teams.update" ? { name: `${payload} 2` } : {}),
      ...(operation.name === "services.setStatus" ? { status: "degraded_performance" } : {}),
      ...(operation.name === "uptimeCorrections.create"
        ? { startedAt: new Date(Date.now() - 1).toISOString(), endedAt: new Date().toISOString() }
        : {}),
      // Of a draft alone.
      ...(operation.name === "incidents.update" ? { message: undefined, status: undefined } : {}),
    };
    const parameters =
      operation.name === "maintenances.editUpdate"
        ? { ...ids, updateId: ids.maintenanceUpdateId ?? "" }
        : ids;
    const response = await fetch(fanal.url + addressOf(operation, parameters), {
      method: operation.method,
      headers: { "content-type": "application/json", cookie: house.person.cookie },
      body: JSON.stringify(bodyOf(operation.body ?? {}, { text, known })),
    });
    if (!response.ok) refused.push(`${operation.name} ${response.status} ${await response.text()}`);
  }
  await person.client.incidents.update({
    organization,
    incidentId: ids.draftId ?? "",
    message: text(25_000),
  });
}

function allWithin(longest: number, first: string): string {
  let text = first;
  for (const one of payloads) if (`${text}\n\n${one}`.length <= longest) text += `\n\n${one}`;
  return text;
}

test("every text field of the API takes what people write, whatever it is", () => {
  expect(operations.length).toBeGreaterThan(25);
  expect(refused).toEqual([]);
});

/** Addresses of the dashboard, by the files that its router is made of. */
async function dashboardAddresses(): Promise<string[]> {
  const files = await readdir(new URL("../../apps/dashboard/src/routes/", import.meta.url));
  return files.flatMap((file) => {
    if (!file.endsWith(".tsx") || file.startsWith("__")) return [];
    const path = file.replace(/(^|\.)index\.tsx$|\.tsx$/, "").replaceAll(".", "/");
    const known: Record<string, string> = { ...house.ids, token: invitationLink.split("/").at(-1) ?? "" };
    return [`/${path.replace(/\$(\w+)/g, (_, name: string) => known[name] ?? name)}`];
  });
}

async function look({ page, fired }: Watched, address: string): Promise<boolean> {
  await page.goto(fanal.url + address);
  await page.waitForLoadState("networkidle");
  await touchEverything(page);
  await expectNothingFired({ page, fired });
  return page.evaluate(() => document.documentElement.textContent?.includes("pwn()") ?? false);
}

test("no address of the dashboard runs what is stored", async () => {
  const showing: string[] = [];
  const addresses = await dashboardAddresses();
  expect(addresses.length).toBeGreaterThan(25);
  for (const address of addresses) if (await look(operator, address)) showing.push(address);
  expect(showing.length).toBeGreaterThan(12);
}, 240_000);

test("no address of the page runs what is stored", async () => {
  const { incidentId, maintenanceId, serviceId } = house.ids;
  const base = `/status/${house.pageSlug}`;
  const below = [
    "",
    "/history",
    `/incidents/${incidentId}`,
    `/maintenances/${maintenanceId}`,
    `/services/${serviceId}`,
    "/badge.svg",
    "/api/v2/summary.json",
  ];
  for (const path of below) expect({ path, shows: await look(visitor, base + path) }).toMatchObject({ path });
  expect(await look(visitor, base)).toBe(true);
}, 120_000);

/** What a reader would show that trusts what it reads. */
async function showBare(page: Page, html: string): Promise<void> {
  await page.setContent(html);
  await touchEverything(page);
}

test("no feed has anything in it that runs, also for readers that show what they get", async () => {
  const { page, fired } = visitor;
  await page.goto("about:blank");
  for (const [path, tags] of [
    ["history.atom", "content"],
    ["history.rss", "description"],
  ] as const) {
    const xml = await (await fetch(`${fanal.url}/status/${house.pageSlug}/${path}`)).text();
    const parts = await page.evaluate(
      ([text, tag]) => {
        const read = new DOMParser().parseFromString(text, "application/xml");
        const strange = read.querySelectorAll("parsererror, script, svg, img");
        const bodies = [...read.getElementsByTagName(tag)].map((element) => element.textContent ?? "");
        return { strange: strange.length, bodies };
      },
      [xml, tags] as const,
    );
    expect({ path, strange: parts.strange }).toEqual({ path, strange: 0 });
    expect(parts.bodies.join()).toContain("pwn()");
    for (const body of parts.bodies) await showBare(page, body);
  }
  const json = await (await fetch(`${fanal.url}/status/${house.pageSlug}/feed.json`)).json();
  const { items } = json as { items: { content_html?: string }[] }; // By its standard.
  expect(items.length).toBeGreaterThan(0);
  for (const { content_html = "" } of items) await showBare(page, content_html);
  await expectNothingFired({ page, fired });
});

const ourHeaders = [
  "auto-submitted",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
];
/** Whoever subscribed may unsubscribe by one click (RFC 8058). */
const subscribersHeaders = [...ourHeaders, "list-unsubscribe", "list-unsubscribe-post"].toSorted();

test("no mail has anything in it that runs, nor a header or a recipient that somebody wrote", async () => {
  const { page, fired } = visitor;
  await page.goto("about:blank");
  await expect.poll(() => mailServer.received.length).toBeGreaterThan(sharpest.length);
  expect(mailServer.received.some(({ html }) => html.includes("pwn()"))).toBe(true);
  for (const { html, headers, recipients } of mailServer.received) {
    expect(recipients).toHaveLength(1);
    expect([ourHeaders, subscribersHeaders]).toContainEqual(headers.toSorted());
    await showBare(page, html);
  }
  await expectNothingFired({ page, fired });
});
