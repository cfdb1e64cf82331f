import "./lib/require-node.mjs";
import { runProgram } from "./lib/program.mjs";

// npm run restore: an empty database filled with a backup.
await runProgram("backup/restore-program.ts");
