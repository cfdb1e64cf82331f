import { z } from "zod";
import { type CapturedAnswer, capture, headersFor, type Variant, variants } from "./answers.ts";
import { type Demo, liveUrl } from "./fanal.ts";
import { startNginx } from "./nginx.ts";
import { cpuOf, type Probed } from "./probe.ts";
import { type Program, startProgram } from "./program.ts";
import { startStaticServer } from "./static-server.ts";

export type TargetName = "fanal" | "bare" | "nginx";

/** A server that answers for the page. */
export interface Target {
  name: TargetName;
  /** Where it has a variant; what is not modified is another path only where paths are all there is. */
  url: (variant: Variant) => string;
  /** The address whose tag is sent along when asking for what is not modified. */
  tagUrl: string;
  /** The process to ask for its processor time; nginx has no probe. */
  probed: Probed | null;
}

export interface Targets extends AsyncDisposable {
  list: Target[];
  answers: Map<Variant, CapturedAnswer>;
}

const greeted = z.object({ open: z.number() });

/** Fresh processes of all servers: Fanal with open sockets, and beside it those that give the same answers. */
export async function startTargets(demo: Demo, openSockets: number): Promise<Targets> {
  await using started = new AsyncDisposableStack();
  const fanal = started.use(await demo.start());
  const visitors = started.use(startProgram("sockets"));
  await visitors.ask({ type: "open", url: await liveUrl(fanal.pageUrl), count: openSockets }, greeted);

  const answers = new Map<Variant, CapturedAnswer>();
  for (const variant of variants) {
    answers.set(variant, await capture(fanal.pageUrl, await headersFor(variant, fanal.pageUrl)));
  }
  const byPath = new Map(Array.from(answers, ([variant, answer]) => [pathOf(variant), answer]));
  const bare = started.use(await startStaticServer(byPath));
  const list: Target[] = [
    { name: "fanal", url: () => fanal.pageUrl, tagUrl: fanal.pageUrl, probed: fanal },
    {
      name: "bare",
      url: (variant) => `${bare.url}${pathOf(variant)}`,
      tagUrl: `${bare.url}${pathOf("brotli")}`,
      probed: bare.program,
    },
  ];
  const files = new Map([...byPath].filter(([, { status }]) => status === 200));
  const nginx = await startNginx(files);
  if (nginx !== null) {
    started.use(nginx);
    const tagUrl = `${nginx.url}${pathOf("brotli")}`;
    const url = (variant: Variant) =>
      variant === "not modified" ? tagUrl : `${nginx.url}${pathOf(variant)}`;
    list.push({ name: "nginx", url, tagUrl, probed: null });
  }
  const running = started.move();
  return { list, answers, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

export interface Turn {
  perSecond: number;
  /** In milliseconds. */
  p99: number;
  /** Processor time for one request, in microseconds. */
  cpu: number | null;
}

const loaded = z.object({ requests: z.number(), perSecond: z.number(), p99: z.number() });

/** One target under load for a while. Throws when it does not answer with the very bytes that are expected. */
export async function takeTurn(
  { url, tagUrl, probed }: Target,
  { variant, expected, seconds }: { variant: Variant; expected: CapturedAnswer; seconds: number },
  { load, connections }: { load: Program; connections: number },
): Promise<Turn> {
  const address = url(variant);
  const headers = await headersFor(variant, tagUrl);
  const { status, body } = await capture(address, headers);
  if (status !== expected.status || !body.equals(expected.body)) throw new Error(`${address} differs`);
  const before = probed === null ? null : await cpuOf(probed);
  const { requests, ...found } = await load.ask(
    { url: address, headers, status, connections, seconds },
    loaded,
  );
  const after = probed === null ? null : await cpuOf(probed);
  const cpu = before === null || after === null ? null : ((after - before) * 1000) / requests;
  return { ...found, cpu };
}

function pathOf(variant: Variant): string {
  return `/${variant.replace(" ", "-")}`;
}
