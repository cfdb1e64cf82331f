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

describe("Auth0", () => {
  const set = { AUTH0_DOMAIN: "acme.eu.auth0.com", AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "secret" };

  test("is off without settings, and beside other ways with its three", () => {
    expect(readConfig({}).auth0).toBeNull();
    expect(readConfig({ AUTH0_DOMAIN: "", AUTH0_ONLY: "0" }).auth0).toBeNull();
    expect(readConfig(set).auth0).toEqual({
      origin: "https://acme.eu.auth0.com",
      clientId: "id",
      clientSecret: "secret",
      rolesClaim: "https://fanal.dev/roles",
      isOnlyWay: false,
    });
    const more = readConfig({
      ...set,
      AUTH0_ROLES_CLAIM: "https://acme.example/roles",
      AUTH0_ONLY: "1",
    }).auth0;
    expect(more).toMatchObject({ rolesClaim: "https://acme.example/roles", isOnlyWay: true });
  });

  test.each([
    [["AUTH0_DOMAIN"], /AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET must be set too/],
    [["AUTH0_DOMAIN", "AUTH0_CLIENT_ID"], /^ {2}AUTH0_CLIENT_SECRET must be set too/m],
    [["AUTH0_CLIENT_SECRET"], /AUTH0_DOMAIN and AUTH0_CLIENT_ID must be set too/],
  ] as const)("with %j alone the others are asked for", (given, words) => {
    const some = Object.fromEntries(given.map((name) => [name, set[name]]));
    expect(() => readConfig(some)).toThrow(words);
  });

  test("as the only way in is nothing without its settings", () => {
    expect(() => readConfig({ AUTH0_ONLY: "1" })).toThrow(
      /AUTH0_DOMAIN and AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET/,
    );
    expect(() => readConfig({ ...set, AUTH0_ONLY: "yes" })).toThrow(/AUTH0_ONLY/);
  });

  test.each([
    ["Acme.EU.auth0.com", "https://acme.eu.auth0.com"],
    ["https://login.acme.example/", "https://login.acme.example"],
    ["http://localhost:4400", "http://localhost:4400"],
    ["http://127.0.0.1:4400", "http://127.0.0.1:4400"],
  ])("AUTH0_DOMAIN=%s is the tenant at %s", (given, origin) => {
    expect(readConfig({ ...set, AUTH0_DOMAIN: given }).auth0?.origin).toBe(origin);
  });

  test.each([
    "http://acme.eu.auth0.com",
    "acme.eu.auth0.com/authorize",
    "acme.eu.auth0.com?x=1",
    "mara:secret@acme.eu.auth0.com",
    "acme eu",
    "ftp://acme.eu.auth0.com",
  ])("AUTH0_DOMAIN=%s is refused", (given) => {
    expect(() => readConfig({ ...set, AUTH0_DOMAIN: given })).toThrow(/AUTH0_DOMAIN must be a host name/);
  });
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

test("FANAL_TRUSTED_PROXIES are addresses and subnets, and nobody where it is not set", () => {
  expect(readConfig({}).trustedProxies).toEqual([]);
  expect(readConfig({ FANAL_TRUSTED_PROXIES: "127.0.0.1, fd00::/8" }).trustedProxies).toEqual([
    "127.0.0.1",
    "fd00::/8",
  ]);
  for (const given of ["caddy", "127.0.0.1,", "10.0.0.0/40", "0.0.0.0/0", "*"])
    expect(() => readConfig({ FANAL_TRUSTED_PROXIES: given }), given).toThrow(
      /FANAL_TRUSTED_PROXIES must hold addresses or subnets/,
    );
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

describe("MAIL_EVENTS_SECRET", () => {
  const secret = "0123456789abcdef".repeat(2);

  test("has providers of mail heard, Mailgun with its key", () => {
    expect(readConfig({}).mailEvents).toBeNull();
    const read = readConfig({ MAIL_EVENTS_SECRET: secret });
    expect(read.mailEvents).toEqual({ secret, mailgunSigningKey: null });
    const both = readConfig({ MAIL_EVENTS_SECRET: secret, MAILGUN_SIGNING_KEY: "key" });
    expect(both.mailEvents).toEqual({ secret, mailgunSigningKey: "key" });
  });

  test("is long, stands in an address as it is, and is not repeated when it is not right", () => {
    for (const given of ["too-short", `${secret}/x`, `${secret} `])
      expect(() => readConfig({ MAIL_EVENTS_SECRET: given })).toThrow(
        /MAIL_EVENTS_SECRET must have at least 32/,
      );
    expect(() => readConfig({ MAILGUN_SIGNING_KEY: "key" })).toThrow(/MAIL_EVENTS_SECRET is required/);
  });
});
