/**
 * A process of its own that starts an embedded PostgreSQL, says so as one line of JSON, and then only waits, so that
 * a test can kill it. Arguments: the folder, and optionally the user id to become first.
 */
import { startEmbeddedPostgres } from "../embedded.ts";
import { locateBinaries, reachableBinaries } from "./binaries.ts";
import { systemDirectory } from "./placement.ts";

const [directory = "", uid] = process.argv.slice(2);
let binaries = await locateBinaries();
if (uid !== undefined) {
  const account = { uid: Number(uid), gid: Number(uid) };
  binaries = await reachableBinaries(binaries, account, systemDirectory);
  process.setgroups?.([account.gid]);
  process.setgid?.(account.gid);
  process.setuid?.(account.uid);
}
const postgres = await startEmbeddedPostgres({ directory, binaries, log: () => undefined });
process.stdout.write(`${JSON.stringify({ url: postgres.url, pid: postgres.pid })}\n`);
setInterval(() => undefined, 60_000);
