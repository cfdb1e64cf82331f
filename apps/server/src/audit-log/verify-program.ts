import { parseArgs } from "node:util";
import { z } from "zod";
import { connectTool } from "../database-of-tools.ts";
import { type Finding, type Head, verifyLogs } from "./verify.ts";

/**
 * `npm run audit:verify`: says whether every organization's log is as it was written, and prints the heads, to be kept
 * where whoever owns the database does not get. `--kept <organization>:<position>:<hash>` compares with one of them.
 * Ends with 0 when all is well, 1 when something was found, 2 when it could not look.
 */
const environment = z.object({
  DATABASE_URL: z.string().optional(),
  FANAL_DATA_DIR: z.string().default(".data"),
});
const keptHead = /^([0-9a-f-]{36}):(\d+):([0-9a-f]{64})$/;

await using open = new AsyncDisposableStack();
try {
  const { values } = parseArgs({ options: { kept: { type: "string", multiple: true, default: [] } } });
  const kept = values.kept.map(readHead);
  const { DATABASE_URL, FANAL_DATA_DIR } = environment.parse(process.env);
  const where = { databaseUrl: DATABASE_URL || null, dataDirectory: FANAL_DATA_DIR };
  const database = await connectTool(open, "audit:verify", where);
  const { heads, findings } = await verifyLogs(database, kept);
  for (const head of heads) say(`${sayHead(head)}  ${head.position} events`);
  for (const finding of findings) say(sayFinding(finding));
  say(
    findings.length === 0
      ? "Each log is as it was written. Keep the lines above elsewhere: with --kept they show a log that was written anew."
      : "Do not write to this database before you have looked into it, and compare with a backup.",
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function readHead(text: string): Head {
  const [, organizationId, position, hash] = keptHead.exec(text) ?? [];
  if (organizationId === undefined || hash === undefined)
    throw new Error(`--kept takes <organization>:<position>:<hash>, as this command prints it, not ${text}.`);
  return { organizationId, position: Number(position), hash };
}

function sayHead({ organizationId, position, hash }: Head): string {
  return `${organizationId}:${position}:${hash}`;
}

function sayFinding(finding: Finding): string {
  if (finding.kind === "unguarded")
    return `The trigger ${finding.trigger} is missing or switched off: events could be rewritten since.`;
  const where = `Organization ${finding.organizationId}, position ${finding.position}:`;
  switch (finding.kind) {
    case "altered":
      return `${where} this event, or the one before it, is not what was written here.`;
    case "missing":
      return `${where} an event is missing.`;
    case "differs":
      return `${where} the log was written anew: it had another hash here when the head was kept.`;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
