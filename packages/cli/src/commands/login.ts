import process from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { createFanal } from "@fanal/sdk";
import type { Command } from "commander";
import { exitCodes, Failure } from "../failure.ts";
import { say } from "../session.ts";
import { forgetSettings, type GlobalOptions, keepSettings } from "../settings.ts";

export function addLoginCommands(program: Command): void {
  program
    .command("login")
    .description(
      "keep server, organization and API key for the commands to come; the key is asked for, or read from standard input",
    )
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const url = (options.url ?? process.env.FANAL_URL ?? "").replace(/\/+$/, "");
      await say(
        options,
        async () => {
          const organization = options.organization ?? process.env.FANAL_ORGANIZATION;
          if (!URL.canParse(url) || organization === undefined) {
            throw new Failure("Say where: fanal login --url https://status.example --organization acme", {
              exitCode: exitCodes.usage,
              code: "usage",
            });
          }
          const key = await readKey();
          const { name, slug } = await createFanal({ url, key }).organizations.get({ organization });
          const file = await keepSettings({ url, organization: slug, key });
          return {
            data: { url, organization: slug, file },
            lines: [`Logged in to ${name} at ${url}. Kept in ${file}.`],
          };
        },
        () => url,
      );
    });
  program
    .command("logout")
    .description("forget what login keeps; the key itself works until it is revoked in the dashboard")
    .action((_options: object, command: Command) =>
      say(
        command.optsWithGlobals<GlobalOptions>(),
        async () => {
          await forgetSettings();
          return { data: {}, lines: ["Logged out. The key works until it is revoked in the dashboard."] };
        },
        () => null,
      ),
    );
}

/** Never an argument: those are kept in histories, and seen by whoever lists processes. */
async function readKey(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  process.stderr.write("API key (from the dashboard, API keys): ");
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silence, terminal: true });
  try {
    return (await reader.question("")).trim();
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}
