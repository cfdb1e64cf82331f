import "./lib/require-node.mjs";
import { runProgram } from "./lib/program.mjs";

// npm run audit:verify: whether the logs of all organizations are as they were written.
await runProgram("audit-log/verify-program.ts");
