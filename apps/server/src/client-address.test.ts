import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createClientAddress, isNetwork } from "./client-address.ts";

const client = "203.0.113.7";

function requestFrom(address: string, forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const request = new IncomingMessage(socket);
  if (forwardedFor !== undefined) request.headers["x-forwarded-for"] = forwardedFor;
  return request;
}

test.for([
  ["its connection's, whatever it says, where no proxy is trusted", [], "127.0.0.1", client, "127.0.0.1"],
  ["its connection's, where that is no trusted proxy's", ["10.0.0.0/8"], "192.0.2.9", client, "192.0.2.9"],
  ["what a trusted proxy says", ["127.0.0.1"], "127.0.0.1", client, client],
  ["what a trusted proxy says, though it comes by IPv6", ["127.0.0.1"], "::ffff:127.0.0.1", client, client],
  ["an address of IPv6", ["::1"], "::1", "2001:db8::7", "2001:db8::7"],
  ["the proxy's, where it says nothing", ["127.0.0.1"], "127.0.0.1", undefined, "127.0.0.1"],
  ["the proxy's, where it says no address", ["127.0.0.1"], "127.0.0.1", "unknown", "127.0.0.1"],
  ["not what the client wrote before", ["127.0.0.1"], "127.0.0.1", `198.51.100.1, ${client}`, client],
  [
    "behind several proxies",
    ["127.0.0.1", "10.0.0.0/8"],
    "127.0.0.1",
    `1.1.1.1, ${client}, 10.2.3.4`,
    client,
  ],
] as const)("a request's address is %s", ([, trusted, connection, forwardedFor, address]) => {
  expect(createClientAddress(trusted)(requestFrom(connection, forwardedFor))).toBe(address);
});

test("addresses and subnets are networks, and nothing else is", () => {
  for (const good of ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"]) expect(isNetwork(good), good).toBe(true);
  for (const bad of ["", "caddy", "10.0.0.0/99", "0.0.0.0/0", "10.0.0", "uniquelocal"])
    expect(isNetwork(bad), bad).toBe(false);
});
