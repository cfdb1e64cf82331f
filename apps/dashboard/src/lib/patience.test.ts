import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fetchWithin } from "./patience.ts";

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test("a server that never answers is given up", async () => {
  await using silent = await serve(() => {});
  await expect(fetchWithin(50)(silent.url, { method: "POST", body: "{}" })).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

test("what is not wanted any more is given up at once", async () => {
  await using silent = await serve(() => {});
  const unwanted = new AbortController();
  const asked = fetchWithin(60_000)(silent.url, { signal: unwanted.signal });
  unwanted.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});

test("a server that answers in time is heard, with what it was sent", async () => {
  await using echo = await serve((request, response) => request.pipe(response));
  const answer = await fetchWithin(5_000)(echo.url, { method: "POST", body: "hello" });
  expect(await answer.text()).toBe("hello");
});
