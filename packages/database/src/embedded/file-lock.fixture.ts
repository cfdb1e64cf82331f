/** A process that holds the file of a data folder and no socket, as one in another container looks from here. */
import { claimFile } from "./lock.ts";

const lock = claimFile(process.argv[2] ?? "");
process.stdout.write("claimed\n");
setInterval(() => lock, 60_000);
