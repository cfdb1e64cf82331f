import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { withoutPersons } from "./without-persons.ts";

test.for([
  ["550 <mara.ilves+x@example.com>: unknown", "550 <…@…>: unknown"],
  ["connect ECONNREFUSED 203.0.113.9:443", "connect ECONNREFUSED …:443"],
  ["from 2001:db8::7, again", "from …, again"],
  ["read ECONNRESET from 10.1.2.3.", "read ECONNRESET from …."],
  ["postgres://fanal:hunter2@db.example/fanal", "postgres://fanal:…@…/fanal"],
  ["GET /api/auth/verify-email?token=abc.def&x=1", "GET /api/auth/verify-email?token=…&x=1"],
  ["Authorization: Bearer fanal_abcdefgh12345678", "Authorization: Bearer fanal_…"],
  ["key fanal_abcdefgh12345678 is unknown", "key fanal_… is unknown"],
  ["POST /api/v1/heartbeats/0123456789abcdefghij", "POST /api/v1/heartbeats/…"],
] as const)("%s", ([said, logged]) => {
  expect(withoutPersons(said)).toBe(logged);
});

test.for([
  "at 12:34:56.789 in file:///opt/fanal/node_modules/@orpc/server/dist/index.mjs:12:34",
  "listening on 127.0.0.1:3000 and ::1, PostgreSQL 18.4.0",
  "incident 0199f2f0-7d1a-7000-8000-1234567890ab at position 17",
  "std::vector, Error: fe:",
])("what is neither stays: %s", (said) => {
  expect(withoutPersons(said)).toBe(said);
});

test("whatever stands around an address, it goes", () => {
  const around = fc.constantFrom(" ", "<", ">", '"', "(", ")", ",", "; ", "=", "\n", "[", "]");
  const foreign = fc
    .oneof(fc.ipV4(), fc.ipV6())
    .filter((address) => ipaddr.parse(address).range() !== "loopback" && address.length > 3);
  fc.assert(
    fc.property(around, around, foreign, fc.emailAddress(), (before, after, address, email) => {
      const text = withoutPersons(`it is${before}${address}${after} and${before}${email}${after} end`);
      expect(text).not.toContain(address);
      expect(text).not.toContain(email);
    }),
  );
});
