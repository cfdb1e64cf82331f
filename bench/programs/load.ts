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
  /** Requests in a second of all together; left out: as many as are answered. */
  rate: z.number().optional(),
});

/** Time after which autocannon looks whether it is to stop, in milliseconds. */
const sampleInt = 50;

/** Many clients that ask one address as fast as they are answered. */
answer(question, async ({ url, headers, status, connections, seconds, rate }) => {
  const times: number[] = [];
  let firstAt = 0;
  let lastAt = 0;
  let unexpected = 0;
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = {
      url,
      headers,
      connections,
      duration: seconds,
      sampleInt,
      ...(rate === undefined ? {} : { overallRate: rate }),
    };
    const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    // Its own numbers are whole milliseconds and whole samples only.
    run.on("response", (_client, code, _bytes, milliseconds) => {
      lastAt = performance.now();
      firstAt ||= lastAt;
      times.push(milliseconds);
      if (Number(code) !== status) unexpected++;
    });
  });
  if (unexpected + errors + timeouts > 0 || lastAt === firstAt) {
    throw new Error(
      `${url}: ${unexpected} answers other than ${status}, ${errors} errors, ${timeouts} timeouts`,
    );
  }
  return {
    requests: times.length,
    perSecond: ((times.length - 1) / (lastAt - firstAt)) * 1000,
    p99: p99(Float64Array.from(times)),
  };
});
