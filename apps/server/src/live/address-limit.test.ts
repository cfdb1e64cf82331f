import { expect, test } from "vitest";
import { createAddressLimit } from "./address-limit.ts";

test("one address has as many as it may, and more once it gives one back", () => {
  const limit = createAddressLimit(2);
  const take = () => limit.take("203.0.113.7");
  expect([take(), take(), take()]).toEqual([true, true, false]);
  expect(limit.take("203.0.113.8")).toBe(true);
  limit.giveBack("203.0.113.7");
  expect([take(), take()]).toEqual([true, false]);
});

test.each([
  ["an IPv6 network of a household", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"],
  ["an IPv4 address, also written as IPv6", "203.0.113.7", "::ffff:203.0.113.7"],
])("%s counts as one", (_, first, second) => {
  const limit = createAddressLimit(1);
  expect(limit.take(first)).toBe(true);
  expect(limit.take(second)).toBe(false);
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.20.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "::1",
  "fd00::1",
  "::ffff:10.1.2.3",
  null,
])("%s may speak for many: it is a proxy of the operator's own", (address) => {
  const limit = createAddressLimit(1);
  expect([limit.take(address), limit.take(address)]).toEqual([true, true]);
});
