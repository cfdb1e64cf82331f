import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

/** Goes into `NODE_OPTIONS` of a server that is to be asked what it uses. */
export const probeOption = `--import=${new URL("../programs/probe.ts", import.meta.url).href}`;

/** A server that was started with {@link probeOption}, or imports the probe. */
export interface Probed {
  /** All that it has printed. */
  output: () => string;
}

const usage = z.object({
  /** Processor time since the process began, of all its threads, in milliseconds. */
  cpuMs: z.number(),
  /** Resident memory in bytes. */
  rss: z.number(),
  /** Heap and buffers in use in bytes. */
  heap: z.number(),
});

/** Processor time that a process has used so far, in milliseconds. */
export async function cpuOf(process: Probed): Promise<number> {
  return (await ask(process, "")).cpuMs;
}

/** What a process holds in memory. Collects its garbage, which also slows it down for a while. */
export function memoryOf(process: Probed): Promise<z.infer<typeof usage>> {
  return ask(process, "collected");
}

async function ask(process: Probed, path: string) {
  const response = await fetch(`${await addressOf(process)}${path}`);
  return usage.parse(await response.json());
}

async function addressOf({ output }: Probed): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const address = /Probe at (\S+)/.exec(output())?.[1];
    if (address !== undefined) return address;
    await wait(25);
  }
  throw new Error(`The process has no probe:\n${output()}`);
}
