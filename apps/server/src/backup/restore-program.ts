import path from "node:path";
import { parseArgs } from "node:util";
import { restore } from "@fanal/database/backup";
import { lockDataDirectory, startEmbeddedPostgres } from "@fanal/database/embedded";
import { type Config, readConfig } from "../config.ts";
import { type Settled, settleWaiting } from "../telling/settle-waiting.ts";
import { chooseSecret } from "./choose-secret.ts";

/**
 * `npm run restore -- <file>`: fills an empty database with a backup. `--tell` sends what waited to be sent when the backup was
 * made, `--tell-nobody` does not; `--secret-is-lost` does without the secret. Ends with 0 when all is there, 2 when nothing is.
 */
const youngMs = 3_600_000;

await using open = new AsyncDisposableStack();
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tell: { type: "boolean", default: false },
      "tell-nobody": { type: "boolean", default: false },
      "secret-is-lost": { type: "boolean", default: false },
    },
  });
  const [given, ...others] = positionals;
  if (given === undefined || others.length > 0) throw new Error("Name one backup: npm run restore -- <file>");
  if (values.tell && values["tell-nobody"]) throw new Error("Choose one of --tell and --tell-nobody.");

  const file = path.resolve(given);
  const config = readConfig(process.env);
  let settled: Settled | null = null;
  const { manifest, tables, createdAt, migration } = await restore(file, {
    url: () => urlToFill(open, config),
    examine: ({ secretId }, carried) =>
      chooseSecret(config, { wanted: secretId, carried, isLost: values["secret-is-lost"] }),
    settle: async (db, header) => {
      const isYoung = Date.now() - Date.parse(header.createdAt) < youngMs;
      if (values["tell-nobody"] || !(isYoung || values.tell)) settled = await settleWaiting(db);
    },
  });
  const rows = Object.values(manifest).reduce((sum, table) => sum + table.rows, 0);
  say(
    `Restored ${rows} rows of ${tables.length} tables as of ${createdAt}, and compared each (${migration.name}).`,
  );
  say(sayTold(settled));
  say("Start Fanal now: it brings the database up to date. Everybody has to sign in again.");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** Of the built-in database no server may run: it would be one that is not empty. */
async function urlToFill(
  open: AsyncDisposableStack,
  { databaseUrl, dataDirectory }: Pick<Config, "databaseUrl" | "dataDirectory">,
): Promise<string> {
  if (databaseUrl !== null) return databaseUrl;
  open.use(await lockDataDirectory(dataDirectory));
  const log = (line: string) => process.stderr.write(`${line}\n`);
  return open.use(await startEmbeddedPostgres({ directory: path.join(dataDirectory, "postgres"), log })).url;
}

function sayTold(settled: Settled | null): string {
  if (settled === null)
    return "What waited to be sent when the backup was made is sent at the next start; what was sent since then comes a second time.";
  return `${settled.deliveries} deliveries and ${settled.mails} mails waited to be sent when the backup was made. They are not sent any more; operators can send notifications again.`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
