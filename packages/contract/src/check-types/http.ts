import { statusCodesPattern } from "@fanal/domain";
import { z } from "zod";
import { limits, line } from "../fields.ts";

/** What is asked by HTTP, and what has to be answered. */
export const httpCheckSettings = z.object({
  type: z.literal("http"),
  url: z
    .url({ protocol: /^https?$/, error: "Write a whole address, https://…", abort: true })
    .max(limits.url, `At most ${limits.url.toLocaleString("en")} characters.`)
    .refine((url) => {
      const { username, password } = new URL(url);
      return username === "" && password === "";
    }, "Leave the name and the password out: everybody who sees the check would see them.")
    .describe("Asked by GET"),
  expectedStatus: z
    .string()
    .trim()
    .max(limits.name, `At most ${limits.name} characters.`)
    .regex(statusCodesPattern, "Write statuses such as 200-299 or 200, 301.")
    .default("200-299")
    .describe(
      "Statuses that are well, as `200-299, 301`. Redirects are followed, unless their status is among them",
    ),
  expectedText: line(limits.checkText)
    .nullable()
    .default(null)
    .describe("What the answer has to hold, in its first 512 kB; `null`: anything"),
});
