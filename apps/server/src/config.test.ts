import { describe, expect, test } from "vitest";
import { InvalidEnvironmentError, readConfig, urlAt } from "./config.ts";

test.each([
  ["https://status.example", "https://status.example"],
  ["https://status.example/", "https://status.example"],
  ["https://Status.Example:443", "https://status.example"],
  ["http://[2001:db8::1]:3000", "http://[2001:db8::1]:3000"],
])("FANAL_URL=%s is the address %s", (given, url) => {
  expect(readConfig({ FANAL_URL: given }).url).toBe(url);
});

test.each([
  "https://example.com/status",
  "https://status.example/?from=mail",
  "https://status.example/#top",
  "https://mara:secret@status.example",
])("FANAL_URL=%s is refused with the other settings that are not right", (given) => {
  const read = () => readConfig({ FANAL_URL: given, PORT: "many" });
  expect(read).toThrow(InvalidEnvironmentError);
  expect(read).toThrow(/^ {2}FANAL_URL must be only .*https:\/\/status\.example/m);
  expect(read).toThrow(/^ {2}PORT /m);
  expect(read).not.toThrow(/secret/);
});

test("FANAL_PAGES_DOMAIN is a host name and nothing else", () => {
  expect(readConfig({}).pagesDomain).toBeNull();
  expect(readConfig({ FANAL_PAGES_DOMAIN: "Pages.Example" }).pagesDomain).toBe("pages.example");
  for (const given of [
    "https://pages.example",
    "pages.example:3000",
    ".pages.example",
    "pages..example",
    "*",
  ])
    expect(() => readConfig({ FANAL_PAGES_DOMAIN: given }), given).toThrow(
      /FANAL_PAGES_DOMAIN must be a host/,
    );
});

test.each([
  ["127.0.0.1", "http://localhost:3000"],
  ["::1", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["192.0.2.7", "http://192.0.2.7:3000"],
  ["2001:db8::1", "http://[2001:db8::1]:3000"],
  ["[2001:db8::1]", "http://[2001:db8::1]:3000"],
  ["fe80::1%eth0", "http://[fe80::1]:3000"],
  ["status.example", "http://status.example:3000"],
])("a server with HOST=%s is found at %s", (given, url) => {
  const { host } = readConfig({ HOST: given });
  expect(urlAt(host, 3000)).toBe(url);
  expect(new URL(urlAt(host, 3000)).port).toBe("3000");
});

describe("FANAL_SECRET_PREVIOUS", () => {
  const [present, last, oldest] = ["a".repeat(32), "b".repeat(32), "c".repeat(40)];
  const read = (given: string) => readConfig({ FANAL_SECRET: present, FANAL_SECRET_PREVIOUS: given });

  test("holds earlier secrets, the last one first", () => {
    expect(read("").earlierSecrets).toEqual([]);
    expect(read(`${last}, ${oldest}`).earlierSecrets).toEqual([last, oldest]);
  });

  test.each([
    [`${last},too short`, /must hold secrets of at least 32 characters, separated by commas/],
    [`${last},`, /must hold secrets of at least 32 characters/],
    [`${last},${present}`, /must hold earlier secrets, each once, and not the present FANAL_SECRET/],
    [`${last},${last}`, /must hold earlier secrets, each once/],
  ])("%s is refused, and not repeated", (given, words) => {
    expect(() => read(given)).toThrow(words);
    expect(() => read(given)).not.toThrow(/bbbb|too short/);
  });
});
