import { parseArgs } from "node:util";
import { launchBrowser } from "@fanal/testing/browser";
import { z } from "zod";
import { capture, headersFor } from "./lib/answers.ts";
import { startFanal } from "./lib/fanal.ts";
import { firstContentfulPaint, watchFirstView } from "./lib/first-view.ts";
import { fillFortnight } from "./lib/fortnight.ts";
import { median } from "./lib/numbers.ts";
import { startProgram } from "./lib/program.ts";
import { startStaticServer } from "./lib/static-server.ts";
import { progress, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({ options: { loads: { type: "string", default: "25" } } });
const loads = Number(options.loads);
const goals = { requests: 3, bytes: 20_000, scriptBytes: 12_000, paintRatio: 1.5 };

await using fanal = await startFanal();
await fillFortnight(fanal);
const { pathname } = new URL(fanal.pageUrl);
const answer = await capture(fanal.pageUrl, await headersFor("brotli", fanal.pageUrl));
// A browser that finds another answer than brotli in the static file would draw something else.
await using file = await startStaticServer(new Map([[pathname, answer]]));
await using proxy = startProgram("counting-proxy");
const question = { port: Number(new URL(fanal.url).port) };
const counted = z.object({ port: z.number(), received: z.number() });
await using browser = await launchBrowser();

progress("first-view: what goes over the wire");
const { port } = await proxy.ask(question, counted);
const view = await watchFirstView(browser, `http://127.0.0.1:${port}${pathname}`);
const { received } = await proxy.ask(question, counted);
progress(`first-view: ${view.requests.map((url) => new URL(url).pathname).join(", ")}`);

const addresses = { fanal: fanal.pageUrl, file: `${file.url}${pathname}` };
for (const url of Object.values(addresses)) await firstContentfulPaint(browser, url);
const paints = { fanal: [] as number[], file: [] as number[] };
for (let load = 0; load < loads; load++) {
  if (load % 5 === 0) progress(`first-view: load ${load + 1} of ${loads}`);
  for (const who of load % 2 === 0 ? (["fanal", "file"] as const) : (["file", "fanal"] as const)) {
    paints[who].push(await firstContentfulPaint(browser, addresses[who]));
  }
}
// A browser draws in frames: the ratio of two loads jumps by a frame, that of the medians does not.
const ratio = median(paints.fanal) / median(paints.file);

await report("first-view", [
  {
    measure: "first view: requests, the socket among them",
    fanal: String(view.requests.length),
    goal: `≤ ${goals.requests}`,
    reached: reached(view.requests.length <= goals.requests),
  },
  {
    measure: "first view: received over the wire",
    fanal: `${(received / 1000).toFixed(1)} kB`,
    goal: `≤ ${goals.bytes / 1000} kB`,
    reached: reached(received <= goals.bytes),
  },
  {
    measure: "first view: script, before compression",
    fanal: `${(view.scriptBytes / 1000).toFixed(1)} kB`,
    goal: `≤ ${goals.scriptBytes / 1000} kB`,
    reached: reached(view.scriptBytes <= goals.scriptBytes),
  },
  {
    measure: "first view: first contentful paint",
    fanal: `${median(paints.fanal).toFixed(0)} ms`,
    bare: `${median(paints.file).toFixed(0)} ms`,
    ratio: ratio.toFixed(2),
    goal: "≤ 1.50",
    reached: reached(ratio <= goals.paintRatio),
  },
]);
