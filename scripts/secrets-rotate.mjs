import "./lib/require-node.mjs";
import { runProgram } from "./lib/program.mjs";

// npm run secrets:rotate: seals with FANAL_SECRET what an earlier secret had sealed.
await runProgram("auth/rotate-program.ts");
