import type { z } from "zod";

/** Answers the questions of the process that started this one, and ends with it. */
export function answer<Question>(
  schema: z.ZodType<Question>,
  handle: (question: Question) => object | Promise<object>,
): void {
  process.on("message", async (message) => process.send?.(await handle(schema.parse(message))));
  process.on("disconnect", () => process.exit());
}
