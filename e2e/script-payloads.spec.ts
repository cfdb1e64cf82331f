import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, openWindow } from "./support/dashboard.ts";

/** Each calls `pwn` wherever it is taken for more than text. All fit into a name. */
const payloads = [
  "<script>pwn()</script>",
  "<ScRiPt/x>pwn()</sCrIpT>",
  "</script><script>pwn()</script>",
  "</title><script>pwn()</script>",
  "</style><script>pwn()</script>",
  "</textarea><script>pwn()</script>",
  "--><script>pwn()</script><!--",
  "]]><script>pwn()</script>",
  '"><script>pwn()</script>',
  "'><script>pwn()</script>",
  "<img src=x onerror=pwn()>",
  '<img src="x`" `<script>pwn()</script>"` `>',
  '" onmouseover="pwn()" x="',
  "' autofocus onfocus='pwn()",
  "x onfocus=pwn() autofocus tabindex=0",
  "<svg onload=pwn()>",
  "<svg/onload=pwn()//",
  "<svg><animate onbegin=pwn() attributeName=x dur=1s>",
  "<svg><a xlink:href=javascript:pwn()><text y=9>x</text></a></svg>",
  "<svg><script href=data:,pwn() /></svg>",
  "<math><maction actiontype=statusline xlink:href=javascript:pwn()>x</maction></math>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src onerror=pwn()&gt;'>",
  "<iframe src=javascript:pwn()></iframe>",
  '<iframe srcdoc="<script>parent.pwn()</script>"></iframe>',
  "<object data=javascript:pwn()></object>",
  "<embed src=javascript:pwn()>",
  "<details open ontoggle=pwn()>x</details>",
  "<video><source onerror=pwn()></video>",
  "<input autofocus onfocus=pwn()>",
  "<body onpageshow=pwn()>",
  "<marquee onstart=pwn()>x</marquee>",
  "<p style=animation-name:x onanimationstart=pwn()>x</p>",
  "<form action=javascript:pwn()><button autofocus>x</button></form>",
  "<base href=javascript:pwn()//>",
  '<meta http-equiv=refresh content="0;url=javascript:pwn()">',
  '<link rel=stylesheet href="data:text/css,*{display:none}">',
  "<style>*{display:none}</style>",
  '<noscript><p title="</noscript><img src=x onerror=pwn()>">',
  "<template><script>pwn()</script></template>",
  "<plaintext>",
  "<a href=javascript:pwn()>x</a>",
  '<a href="jav&#x09;ascript:pwn()">x</a>',
  "&lt;script&gt;pwn()&lt;/script&gt;",
  "\\u003cscript\\u003epwn()\\u003c/script\\u003e",
  "{{constructor.constructor('pwn()')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: taken for a template, it would run
  "${pwn()}",
  "javascript:pwn()",
  "[x](javascript:pwn())",
  "[x](JaVaScRiPt&colon;pwn())",
  "[x](<java\\tscript:pwn()>)",
  "[x](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduKCk8L3NjcmlwdD4=)",
  "[x](vbscript:pwn())",
  '[x](https://a.example "x" onclick=pwn() ")',
  "![x](javascript:pwn())",
  '![x](x"onerror="pwn())',
  "<javascript:pwn()>",
  'https://a.example/"onmouseover="pwn()',
  "`</code><script>pwn()</script>`",
  "[x][1] [1]: javascript:pwn()",
  "| <img src=x onerror=pwn()> |",
];

let fanal: TestFanal;
let browser: Browser;
let house: House;
let visitor: Watched;
let operator: Watched;
let incidentIds: string[];
const organization = "payloads";

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  house = await foundHouse(fanal, organization, []);
  visitor = await watch(await openWindow(browser));
  operator = await watch(await openAs(browser, fanal.url, house.person));
  await visitor.page.goto(`${fanal.url}/status/${organization}`);
  await operator.page.goto(`${fanal.url}/app/${organization}/services`);
  incidentIds = await writeEverywhere();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** Each payload in each field that a person can fill, while both windows look on. */
async function writeEverywhere(): Promise<string[]> {
  const { client } = house.person;
  const ids: string[] = [];
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  for (const payload of payloads) {
    // Nobody can change what they are called yet.
    await database.query("update auth.user set name = $1", [payload]);
    await client.organizations.update({ organization, name: payload });
    const group = await client.serviceGroups.create({ organization, name: payload });
    const service = await client.services.create({
      organization,
      name: payload,
      description: payload,
      groupId: group.id,
    });
    const status = "degraded_performance";
    await client.services.setStatus({ organization, serviceId: service.id, status, message: payload });
    const incident = await client.incidents.create({
      organization,
      title: payload,
      status: "investigating",
      message: `${payload}\n\n${payload.replace("[x][1] ", "[x][1]\n\n")}`,
      services: [{ serviceId: service.id, status: "partial_outage" }],
    });
    ids.push(incident.id);
  }
  await database.end();
  return ids;
}

interface Watched {
  page: Page;
  /** What was fired, or would have been without the policy of the page. */
  fired: string[];
}

async function watch(page: Page): Promise<Watched> {
  const fired: string[] = [];
  await page.exposeFunction("pwn", () => fired.push("called"));
  page.on("dialog", (dialog) => fired.push(dialog.message()));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) fired.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(fanal.url) && !request.url().startsWith("data:image/svg"))
      fired.push(request.url());
  });
  return { page, fired };
}

/** Everything in the page that could still run when somebody points at it. */
function armed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")];
    // A page of ours names its own address, once and in its head.
    const own = document.head.querySelector('base[href^="/status/"]');
    const odd = [...document.querySelectorAll("*")].filter((element) => {
      if (element === own) return false;
      const isStrange = /^(object|embed|base|marquee|plaintext|math|video|animate|maction)$/i.test(
        element.tagName,
      );
      return isStrange || element.getAttributeNames().some((name) => /^on/i.test(name));
    });
    return [
      ...links.filter(({ protocol }) => !["http:", "https:", "mailto:"].includes(protocol)),
      ...odd,
    ].map((element) => element.outerHTML.slice(0, 200));
  });
}

async function expectNothingFired({ page, fired }: Watched): Promise<void> {
  expect(await armed(page)).toEqual([]);
  expect(fired).toEqual([]);
}

/** Points at and focuses all that can be, as people do. */
async function touchEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      element.focus({ preventScroll: true });
    }
  });
}

test("there are at least 40 payloads, and what would be fired is seen", async () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(40);
  const bait = await watch(await openWindow(browser));
  await bait.page.goto(`${fanal.url}/healthz`);
  await bait.page.setContent("<img src=x onerror=pwn()><a href=javascript:pwn()>x</a>");
  await expect.poll(() => bait.fired).toContain("called");
  expect(await armed(bait.page)).toHaveLength(2);
});

test("open windows show them as text as they arrive, and so does a page that is opened", async () => {
  const last = payloads.at(-1) ?? "";
  await visitor.page.locator("#fragment-services").getByText(last, { exact: true }).first().waitFor();
  await visitor.page.locator("#fragment-incidents").getByText(last, { exact: true }).first().waitFor();
  await touchEverything(visitor.page);
  await expectNothingFired(visitor);
  await expectNothingFired(operator);
  const opened = await watch(await openWindow(browser));
  await opened.page.goto(`${fanal.url}/status/${organization}`);
  const services = await opened.page.locator("#fragment-services").textContent();
  const incidents = await opened.page.locator("#fragment-incidents").textContent();
  for (const payload of payloads) {
    expect(services).toContain(payload);
    expect(incidents).toContain(payload);
  }
  await touchEverything(opened.page);
  await expectNothingFired(opened);
});

test("a status page may be called what one likes", async () => {
  const { client } = house.person;
  const [statusPage] = await client.statusPages.list({ organization });
  if (statusPage === undefined) throw new Error("No status page");
  await operator.page.goto(`${fanal.url}/app/${organization}/status-pages`);
  const opened = await watch(await openWindow(browser));
  for (const name of payloads) {
    await client.statusPages.update({ organization, pageId: statusPage.id, name });
    // The answer waits for visitors to see it, but not for ever.
    const title = async () => {
      await opened.page.goto(statusPage.url);
      return opened.page.title();
    };
    await expect.poll(title).toContain(name);
    await opened.page.getByText(name, { exact: true }).first().waitFor();
    await expectNothingFired(opened);
    await operator.page
      .getByRole("list", { name: "Status pages" })
      .getByText(name, { exact: true })
      .waitFor();
    await expectNothingFired(operator);
  }
}, 120_000);

test("lists, search and settings of the dashboard show them as text", async () => {
  const { page } = operator;
  await page.goto(`${fanal.url}/app/${organization}/services`);
  await page.getByRole("group", { name: `${payloads.at(-1)}, partial outage` }).waitFor();
  const services = await page.getByRole("list", { name: "Services" }).textContent();
  for (const payload of payloads) expect(services).toContain(payload);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByRole("option").nth(payloads.length).waitFor();
  await expectNothingFired(operator);
  await page.keyboard.press("Escape");
  await page.goto(`${fanal.url}/app/${organization}/incidents`);
  const links = page.getByRole("list", { name: "Incidents" }).getByRole("link");
  await page.getByRole("button", { name: "Show earlier incidents" }).click();
  await links.nth(payloads.length - 1).waitFor();
  await touchEverything(page);
  await expectNothingFired(operator);
  await page.goto(`${fanal.url}/app/${organization}/settings`);
  await page.getByLabel("Organization name").waitFor();
  await page
    .getByRole("button", { name: payloads.at(-1) ?? "" })
    .first()
    .click();
  await expectNothingFired(operator);
}, 60_000);

test("an incident, its updates and the preview of the next one show them as text", async () => {
  const { page } = operator;
  await page.goto(`${fanal.url}/app/${organization}/incidents`);
  for (const [index, payload] of payloads.entries()) {
    await page.goto(`${fanal.url}/app/${organization}/incidents/${incidentIds[index]}`);
    await page.getByRole("heading", { name: payload, level: 2, exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill(payload);
    const preview = page.waitForResponse("**/message-preview");
    await page.getByRole("button", { name: "Preview" }).click();
    await preview;
    await touchEverything(page);
    await expectNothingFired(operator);
  }
}, 240_000);
