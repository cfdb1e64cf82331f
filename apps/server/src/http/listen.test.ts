import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { listen } from "./listen.ts";

test("a connection that cannot be accepted ends neither the process nor those that come after it", async () => {
  const errors: Error[] = [];
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    onRequest: (_request, response) => response.end("here"),
    onError: (error) => errors.push(error),
  });
  const { port } = server.address() as AddressInfo;
  // What Node does when `accept` fails, as it does when a process has as many files open as it may.
  const refused = Object.assign(new Error("accept EMFILE"), { code: "EMFILE", syscall: "accept" });
  server.emit("error", refused);
  expect(errors).toEqual([refused]);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("here");
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});
