import { randomUUID } from "node:crypto";
import process from "node:process";
import { createFanal, type FanalClient } from "@fanal/sdk";
import type { Command } from "commander";
import { failureOf } from "./failure.ts";
import { type Told, write } from "./output.ts";
import { type GlobalOptions, readSettings } from "./settings.ts";

/** What a command works with. */
export interface Session {
  fanal: FanalClient;
  organization: string;
  /** For a POST: makes it safe to send again, by whatever may stand between. */
  once: () => { context: { idempotencyKey: string } };
}

/** Runs a command against the server that the settings name, and says what came of it. */
export async function withServer(command: Command, work: (session: Session) => Promise<Told>): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  let url: string | null = null;
  await say(
    options,
    async () => {
      const settings = await readSettings(options);
      url = settings.url;
      return work({
        fanal: createFanal(settings),
        organization: settings.organization,
        once: () => ({ context: { idempotencyKey: randomUUID() } }),
      });
    },
    () => url,
  );
}

/** Writes what a command tells, or why it failed, which goes to standard error. */
export async function say(
  { json = false }: GlobalOptions,
  work: () => Promise<Told>,
  urlOf: () => string | null,
): Promise<void> {
  try {
    write(await work(), json);
  } catch (error) {
    const { message, code, exitCode } = failureOf(error, urlOf());
    process.stderr.write(`${json ? JSON.stringify({ code, message }) : message}\n`);
    process.exitCode = exitCode;
  }
}
