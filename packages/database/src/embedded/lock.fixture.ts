/** A process that claims a data folder, says so, and waits to be killed. Argument: the folder. */
import { lockDataDirectory } from "./lock.ts";

await lockDataDirectory(process.argv[2] ?? "");
process.stdout.write("claimed\n");
setInterval(() => undefined, 60_000);
