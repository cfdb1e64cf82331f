import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
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

/** Much shorter than usual, each so much longer than the one before that it shows which one it was. */
const patience = { headers: 500, request: 2_000, between: 300, stillness: 1_500 };

async function listenShortly(onRequest: Parameters<typeof listen>[0]["onRequest"]) {
  const server = await listen({ host: "127.0.0.1", port: 0, onRequest, onError: () => {}, patience });
  return Object.assign(server, { [Symbol.asyncDispose]: () => end(server) });
}

async function end(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

/** A client at its own pace; `closed` resolves with all that it was sent. */
function call(server: Server): { socket: Socket; closed: Promise<string> } {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  // One that is cut off while it still sends is reset, which ends it as well as any other end does (`once` would throw).
  socket.on("error", () => {});
  return { socket, closed: new Promise((resolve) => socket.on("close", () => resolve(answer))) };
}

/** Sends something again and again, so that nobody can say that nothing came. */
function drip(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
}

test("whoever sends headers without end is cut off, as is who sends nothing at all", async () => {
  let count = 0;
  await using server = await listenShortly(() => count++);
  const slow = call(server);
  slow.socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n");
  drip(slow.socket, "X-Slow: 1\r\n");
  const silent = call(server);
  // What is still on its way when the server closes resets the connection, and why it was closed may be lost with it.
  expect(await slow.closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  await silent.closed;
  expect(count).toBe(0);
});

test("whoever sends a body without end is cut off", async () => {
  await using server = await listenShortly((request) => request.resume());
  const { socket, closed } = call(server);
  socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
  drip(socket, "x");
  expect(await closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test("whoever asks and never takes the answer is cut off", async () => {
  const large = Buffer.alloc(64 * 1024 * 1024);
  await using server = await listenShortly((_request, response) => response.end(large));
  const { socket, closed } = call(server);
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const cutOff = new Promise((resolve) => server.once("timeout", resolve));
  // Of the timeout the server is told; what was on the way is still there to be read.
  await cutOff;
  socket.destroy();
  await closed;
});

test("a connection over which nothing is asked any more is given up", async () => {
  await using server = await listenShortly((_request, response) => response.end("here"));
  const { socket, closed } = call(server);
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect(await closed).toMatch(/here$/);
});

test.for([
  ["an address", `GET /${"x".repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
  ["a header", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`],
  ["many headers", `GET / HTTP/1.1\r\nHost: localhost\r\n${"X: y\r\n".repeat(4_000)}\r\n`],
] as const)("%s of more than 16 kB is refused before anybody looks at it", async ([, text]) => {
  let count = 0;
  await using server = await listenShortly(() => count++);
  const { socket, closed } = call(server);
  socket.write(text);
  expect(await closed).toMatch(/^HTTP\/1\.1 431 /);
  expect(count).toBe(0);
});

test("hundreds who are slow keep nobody waiting, and all of them are cut off", async () => {
  await using server = await listenShortly((_request, response) => response.end("here"));
  const slow = Array.from({ length: 400 }, () => call(server));
  for (const { socket } of slow) socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("here");
  const answers = await Promise.all(slow.map(({ closed }) => closed));
  expect(answers.filter((answer) => !/^(HTTP\/1\.1 408 |$)/.test(answer))).toEqual([]);
});
