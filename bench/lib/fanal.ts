import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient, type FanalClient } from "@fanal/contract/client";
import {
  cookieOf,
  createTestDatabase,
  type ServerProcess,
  startServerProcess,
  startTestCluster,
} from "@fanal/testing";
import { probeOption } from "./probe.ts";

export interface BenchFanal extends AsyncDisposable {
  /** By address, not by name: looking up a name is not what is measured. */
  readonly url: string;
  /** Address of the demo's status page. */
  readonly pageUrl: string;
  output: () => string;
  /** The demo's operator. */
  readonly client: FanalClient;
  /** Of their session. */
  readonly cookie: string;
}

export const demoOrganization = "acme";
const demoLogin = { email: "demo@fanal.example", password: "demo-lantern" };

export interface Demo extends AsyncDisposable {
  /** Starts a server on it, as a process of its own. One at a time. */
  start: () => Promise<BenchFanal>;
}

/** A database and a data folder that have the demo. Servers on it are without the traces of having made it. */
export async function prepareDemo(): Promise<Demo> {
  await using prepared = new AsyncDisposableStack();
  const cluster = prepared.use(await startTestCluster());
  const database = prepared.use(await createTestDatabase(cluster.url));
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-bench-"));
  prepared.defer(() => rm(directory, { recursive: true, force: true }));
  const startProcess = () =>
    startServerProcess({
      PORT: "0",
      DATABASE_URL: database.url,
      FANAL_SECRET: "a secret for benchmarks, 32 characters",
      FANAL_DATA_DIR: directory,
      FANAL_DEMO: "1",
      NODE_OPTIONS: probeOption,
    });
  const seeding = await startProcess();
  await seeding.stop();
  const kept = prepared.move();
  return {
    start: async () => connectTo(await startProcess()),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A whole server with the demo in a process of its own, on a database of its own. */
export async function startFanal(): Promise<BenchFanal> {
  await using started = new AsyncDisposableStack();
  const demo = started.use(await prepareDemo());
  const fanal = started.use(await demo.start());
  const running = started.move();
  return { ...fanal, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function connectTo(server: ServerProcess): Promise<BenchFanal> {
  const url = `http://127.0.0.1:${new URL(server.url).port}`;
  const cookie = await signIn(url);
  return {
    url,
    pageUrl: `${url}/status/${demoOrganization}`,
    output: server.output,
    cookie,
    client: createClient({ url, headers: () => ({ cookie }) }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(demoLogin),
  });
  if (!response.ok) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
  return cookieOf(response);
}

/** The address at which a visitor who has the page's newest version opens a socket. */
export async function liveUrl(pageUrl: string): Promise<string> {
  const html = await (await fetch(pageUrl)).text();
  const version = /data-version="(\d+)"/.exec(html)?.[1];
  if (version === undefined) throw new Error("The page does not say its version");
  return `${pageUrl.replace(/^http/, "ws")}/live?version=${version}`;
}
