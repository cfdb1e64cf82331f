/**
 * A process that claims a data folder, says so or why not, and waits to be killed. Arguments: the folder, and optionally
 * the user id to become first.
 */
import { lockDataDirectory } from "./lock.ts";

const [directory = "", uid] = process.argv.slice(2);
if (uid !== undefined) process.setuid?.(Number(uid));
const said = await lockDataDirectory(directory).then(
  () => "claimed",
  (error: Error) => `${error.name}: ${error.message}`,
);
process.stdout.write(`${said}\n`);
setInterval(() => undefined, 60_000);
