import "./lib/require-node.mjs";
import { runProgram } from "./lib/program.mjs";

// npm run backup: all that the database holds in one file, also while servers run.
await runProgram("backup/backup-program.ts");
