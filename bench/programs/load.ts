import autocannon from "autocannon";
import { z } from "zod";
import { p99 } from "../lib/numbers.ts";
import { answer } from "./answer.ts";

const question = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  status: z.number(),
  connections: z.number(),
  seconds: z.number(),
});

/** Many clients that ask one address as fast as they are answered. */
answer(question, async ({ url, headers, status, connections, seconds }) => {
  const times: number[] = [];
  let unexpected = 0;
  const { duration, errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, headers, connections, duration: seconds };
    const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    // Its own histogram knows whole milliseconds only.
    run.on("response", (_client, code, _bytes, milliseconds) => {
      times.push(milliseconds);
      if (Number(code) !== status) unexpected++;
    });
  });
  if (unexpected + errors + timeouts > 0 || times.length === 0) {
    throw new Error(
      `${url}: ${unexpected} answers other than ${status}, ${errors} errors, ${timeouts} timeouts`,
    );
  }
  return {
    requests: times.length,
    perSecond: times.length / duration,
    p99: p99(Float64Array.from(times)),
  };
});
