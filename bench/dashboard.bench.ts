import { parseArgs } from "node:util";
import { launchBrowser } from "@fanal/testing/browser";
import { type BenchFanal, startFanal } from "./lib/fanal.ts";
import { interactionToNextPaint, type Page, timeInteractions } from "./lib/interactions.ts";
import { median } from "./lib/numbers.ts";
import { progress, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(options.rounds);
const goals = { scriptBytes: 200_000, interactionMs: 100 };
/** Bare is a list that fits a screen, and has a filter all the same. */
const sizes = { fanal: 500, bare: 10 } as const;
type Side = keyof typeof sizes;
const sides: readonly Side[] = ["fanal", "bare"];
const slugOf = (side: Side) => `services-${sizes[side]}`;

await using fanal = await startFanal();
for (const side of sides) await furnish(fanal, side);
await using browser = await launchBrowser();

progress("dashboard: what is loaded before the first route");
const before = await scriptBefore(`${fanal.url}/sign-in`);
const shown = await scriptUntilShown();

const interactions: Record<Side, number[]> = { fanal: [], bare: [] };
for (let round = 0; round < rounds; round++) {
  progress(`dashboard: round ${round + 1} of ${rounds}`);
  for (const side of round % 2 === 0 ? sides : sides.toReversed()) interactions[side].push(await work(side));
}
const inp = { fanal: median(interactions.fanal), bare: median(interactions.bare) };

await report("dashboard", [
  {
    measure: "dashboard: script before the first route, over the wire",
    fanal: `${(before / 1000).toFixed(0)} kB`,
    goal: `< ${goals.scriptBytes / 1000} kB`,
    reached: reached(before < goals.scriptBytes),
  },
  {
    measure: "dashboard: script until services are shown, over the wire",
    fanal: `${(shown / 1000).toFixed(0)} kB`,
  },
  {
    measure: `dashboard: interaction to next paint, ${sizes.fanal} services (bare: ${sizes.bare})`,
    fanal: `${inp.fanal.toFixed(0)} ms`,
    bare: `${inp.bare.toFixed(0)} ms`,
    ratio: (inp.fanal / inp.bare).toFixed(2),
    goal: `< ${goals.interactionMs} ms`,
    reached: reached(inp.fanal < goals.interactionMs),
  },
]);

async function furnish({ client }: BenchFanal, side: Side): Promise<void> {
  progress(`dashboard: ${sizes[side]} services`);
  await client.organizations.create({ name: side, slug: slugOf(side) });
  let groupId: string | null = null;
  for (let number = 0; number < sizes[side]; number++) {
    if (number % 20 === 0)
      ({ id: groupId } = await client.serviceGroups.create({
        organization: slugOf(side),
        name: `Region ${number / 20 + 1}`,
      }));
    await client.services.create({
      organization: slugOf(side),
      name: `Service ${number + 1}`,
      description: "Answers requests of customers",
      groupId,
    });
  }
}

/** Bytes of script that the document itself names, which is what a browser loads before any route is known. */
async function scriptBefore(url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const bytes = await page.evaluate(() => {
    const named = new Set(
      Array.from(
        document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(
          "script[src], link[rel=modulepreload]",
        ),
        (element) => ("src" in element ? element.src : element.href),
      ),
    );
    return performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming && named.has(entry.name))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0);
  });
  await context.close();
  return bytes;
}

async function scriptUntilShown(): Promise<number> {
  const page = await open("bare");
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await page.context().close();
  return bytes;
}

/** The list of services, of somebody who is signed in. */
async function open(side: Side): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const cookies = fanal.cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: fanal.url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(`${fanal.url}/app/${slugOf(side)}/services`);
  await page.getByText("Service 1", { exact: true }).waitFor();
  return page;
}

/** What somebody does with a list: goes through it, picks some, sets a status, narrows it, opens the palette. INP. */
async function work(side: Side): Promise<number> {
  const page = await open(side);
  const durations = await timeInteractions(page, async ({ keyboard }) => {
    let count = 0;
    const press = async (key: string) => {
      await keyboard.press(key);
      count++;
    };
    for (let step = 0; step < 20; step++) await press("j");
    for (let step = 0; step < 10; step++) await press("k");
    await press("x");
    await press("Escape");
    await press("s");
    await page.getByRole("menu").waitFor();
    await press("3");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await press("/");
    for (const letter of "service 2") await press(letter);
    await press("Escape");
    await press("ControlOrMeta+k");
    await page.getByRole("dialog").waitFor();
    for (const letter of "service") await press(letter);
    await press("Escape");
    return count;
  });
  await page.context().close();
  return interactionToNextPaint(durations);
}
