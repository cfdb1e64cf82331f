import "./lib/require-node.mjs";
import { runProgram } from "./lib/program.mjs";

// npm run uptime:rebuild: makes the daily rollups of uptime anew from the logs of all organizations.
await runProgram("rollups/rebuild-program.ts");
