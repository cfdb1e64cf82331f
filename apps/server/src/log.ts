import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** Structured log on standard error; secrets and addresses of people never go in. */
export function createLog(level: Config["logLevel"]): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["req.headers.cookie", "req.headers.authorization", "password"],
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
