import { createServer } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

// Loaded into a server before its own code: answers what the process uses. Idle unless it is asked.
if (isMainThread) startProbe();

function startProbe(): void {
  setFlagsFromString("--expose-gc");
  const collectGarbage: unknown = runInNewContext("gc");
  const server = createServer((request, response) => {
    const { user, system } = process.cpuUsage();
    if (request.url === "/collected" && typeof collectGarbage === "function") {
      // Once is not enough: code that is used no more goes only after some rounds.
      for (let round = 0; round < 8; round++) collectGarbage();
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    response.end(JSON.stringify({ cpuMs: (user + system) / 1000, rss, heap: heapUsed + external }));
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The probe has no port");
    process.stderr.write(`Probe at http://127.0.0.1:${address.port}/\n`);
  });
  server.unref();
}
