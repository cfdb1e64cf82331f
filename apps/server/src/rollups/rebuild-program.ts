import { z } from "zod";
import { connectTool } from "../database-of-tools.ts";
import { rebuildRollups } from "./rebuild.ts";

/**
 * `npm run uptime:rebuild`: makes the daily rollups of uptime anew from the logs, of all organizations, also while servers
 * run. It says how many days were not as the logs tell them: none, unless something is wrong with Fanal. Ends with 0 when
 * all were right, 1 when some were not and are now, 2 when it could not do it.
 */
const environment = z.object({
  DATABASE_URL: z.string().optional(),
  FANAL_DATA_DIR: z.string().default(".data"),
});

await using open = new AsyncDisposableStack();
try {
  const { DATABASE_URL, FANAL_DATA_DIR } = environment.parse(process.env);
  const where = { databaseUrl: DATABASE_URL || null, dataDirectory: FANAL_DATA_DIR };
  const database = await connectTool(open, "uptime:rebuild", where);
  let wrong = 0;
  for await (const { organizationId, days, differing } of rebuildRollups(database, new Date())) {
    say(`${organizationId}  ${days} days with trouble, ${differing} of them were wrong`);
    wrong += differing;
  }
  say(
    wrong === 0
      ? "Each rollup was as its log tells it."
      : "The rollups are right now. Please report this: they follow the log by themselves.",
  );
  process.exitCode = wrong === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
