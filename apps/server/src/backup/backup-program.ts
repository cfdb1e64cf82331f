import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "@fanal/database/backup";
import { readConfig } from "../config.ts";
import { urlForTool } from "../database-of-tools.ts";
import { secretId } from "../secret.ts";
import { readSecret } from "./read-secret.ts";

/**
 * `npm run backup`: writes all that the database holds into one file, also while servers run. `-- --to <file or folder>` says
 * where, `--with-secret` puts the secret in. Ends with 0 when the file is there, 2 when it could not be made.
 */
await using open = new AsyncDisposableStack();
try {
  const { values } = parseArgs({
    options: { to: { type: "string", default: "." }, "with-secret": { type: "boolean", default: false } },
  });
  const withSecret = values["with-secret"];
  const config = readConfig(process.env);
  const secret = await readSecret(config);
  const file = await fileAt(values.to, new Date());
  const { tables, manifest, createdAt } = await backUp(await urlForTool(open, config), {
    file,
    secretId: secretId(secret),
    secret: withSecret ? secret : null,
  });
  const rows = Object.values(manifest).reduce((sum, table) => sum + table.rows, 0);
  const { size } = await stat(file);
  say(`${file}  ${(size / 1e6).toFixed(1)} MB: ${rows} rows of ${tables.length} tables, as of ${createdAt}.`);
  say(
    withSecret
      ? "It carries the secret: whoever has this file has everything. Encrypt it, or keep it where nobody else comes."
      : `The secret is NOT in it. Without the secret, second factors, sign-in providers, webhooks and chats of a restored Fanal do not work. Keep it apart from this file (${whereSecretIs()}), or make backups with --with-secret.`,
  );

  function whereSecretIs(): string {
    return config.secret === null ? path.join(config.dataDirectory, "secret") : "FANAL_SECRET";
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** In a folder it is named after the moment. A folder that is not there is made, for its owner alone. */
async function fileAt(to: string, now: Date): Promise<string> {
  const given = path.resolve(to);
  const isFolder = await stat(given).then(
    (found) => found.isDirectory(),
    () => to.endsWith("/"),
  );
  const name = `fanal-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.tar.gz`;
  const file = isFolder ? path.join(given, name) : given;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  return file;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
