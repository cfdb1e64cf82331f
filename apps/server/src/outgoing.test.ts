import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { createOutgoing, PrivateAddressError } from "./outgoing.ts";

const { ask: strict } = createOutgoing({ allowsPrivateNetworks: false });
const { ask: trusting } = createOutgoing({ allowsPrivateNetworks: true });

/** A server on this machine; how often it was asked. */
async function serve(
  answer: (path: string) => {
    status: number;
    location?: string;
    "content-encoding"?: string;
    body?: string | Uint8Array;
  },
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status, body = "", ...headers } = answer(request.url ?? "");
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  return { port, asked };
}

const privateAddresses = [
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://localhost/",
  "https://10.0.0.8/",
  "https://172.16.3.4/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://100.64.0.1/",
  "https://0.0.0.0/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[fd00::1]/",
  "https://[fe80::1]/",
  "https://[64:ff9b::7f00:1]/",
];

test.each(privateAddresses)("%s is not asked", async (address) => {
  await expect(strict(address, {})).rejects.toThrow(PrivateAddressError);
});

test("without TLS nobody is asked, unless private networks are allowed", async () => {
  const { port, asked } = await serve(() => ({ status: 200, body: "here" }));
  await expect(strict(`http://127.0.0.1:${port}/`, {})).rejects.toThrow("https");
  expect(asked).toEqual([]);
  const { content } = await trusting(`http://127.0.0.1:${port}/`, {});
  expect(Buffer.from(content).toString()).toBe("here");
  await expect(trusting("file:///etc/passwd", {})).rejects.toThrow("https");
});

test("a redirect is an answer, and is not followed", async () => {
  const { port, asked } = await serve(() => ({ status: 302, location: "/elsewhere" }));
  expect((await trusting(`http://127.0.0.1:${port}/`, {})).status).toBe(302);
  expect(asked).toEqual(["/"]);
});

test("an answer of more than 1 MB is cut off", async () => {
  const { port } = await serve(() => ({ status: 200, body: "x".repeat(2_000_000) }));
  await expect(trusting(`http://127.0.0.1:${port}/`, {})).rejects.toThrow();
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
] as const)("an answer packed by %s is not unpacked, whatever would come out", async (encoding, pack) => {
  const body = pack(Buffer.alloc(200_000_000));
  const { port } = await serve(() => ({ status: 200, "content-encoding": encoding, body }));
  const before = process.memoryUsage().rss;
  const { content } = await trusting(`http://127.0.0.1:${port}/`, {});
  expect(content.byteLength).toBe(body.byteLength);
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});
