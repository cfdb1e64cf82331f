import { connect } from "node:net";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Answer, ask, errorOf, openAsSuperuser } from "./test-helpers.ts";

let fanal: TestFanal;
let mara: Person;
let slug: string;
let acme: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  ({ slug } = await mara.client.organizations.create({ name: "Acme" }));
  acme = `/api/v1/organizations/${slug}`;
  ({ id: serviceId } = await mara.client.services.create({ organization: slug, name: "API" }));
});

afterAll(() => fanal[Symbol.asyncDispose]());

const limit = 256 * 1024;

test("a body of 256 kB is read, one of a byte more is refused", async () => {
  const padded = (length: number) => `{"name":"Web"${" ".repeat(length - 14)}}`;
  expect((await post("/services", padded(limit))).status).toBe(201);
  expectRefusal(await post("/services", padded(limit + 1)), 413, "payload_too_large");
  expectRefusal(
    await ask(fanal.url, { method: "POST", path: "/api/auth/sign-in/email", body: padded(limit + 1) }),
    413,
    "payload_too_large",
  );
});

test("a body that comes in pieces is cut off at 256 kB, whatever it was going to be", async () => {
  const answer = await sendInPieces();
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('"code":"payload_too_large"');
});

test("after a body that was refused the same client goes on", async () => {
  for (let round = 0; round < 5; round++) {
    expect((await post("/services", `"${"x".repeat(limit)}"`)).status).toBe(413);
    expect((await ask(fanal.url, { path: "/api/v1/me", headers: { cookie: mara.cookie } })).status).toBe(200);
  }
});

test("JSON that is nested a hundred thousand times is refused and harms nobody", async () => {
  for (const bomb of [
    "[".repeat(100_000) + "]".repeat(100_000),
    `${'{"name":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ]) {
    expectRefusal(await post("/services", bomb), 400, "bad_request");
  }
  expect((await mara.client.me.get()).name).toBe("Mara Ilves");
});

test("a list with ten thousand entries is refused with one issue, not with ten thousand", async () => {
  const entries = (entry: string) => Array(10_000).fill(entry).join(",");
  for (const [path, body] of [
    ["/incidents", `{"title":"T","message":"M","services":[${entries("{}")}]}`],
    ["/status-pages", `{"name":"P","slug":"pp","serviceIds":[${entries('"x"')}]}`],
  ] as const) {
    const answer = await post(path, body);
    expectRefusal(answer, 400, "bad_request");
    expect(errorOf(answer).issues).toHaveLength(1);
  }
});

test("keys that reach for prototypes change nothing but themselves", async () => {
  const body = `{"name":"Proto","__proto__":{"polluted":true,"description":"sly"},"constructor":{"prototype":{"polluted":true}}}`;
  const answer = await post("/services", body);
  expect(answer).toMatchObject({ status: 201, body: { name: "Proto", description: "" } });
  expect("polluted" in {}).toBe(false);
  expectRefusal(await post("/services", `{"__proto__":{"name":"Sly"}}`), 400, "bad_request");
  expectRefusal(
    await ask(fanal.url, {
      path: `${acme}/incidents?__proto__[limit]=1&constructor[prototype][polluted]=1&limit=x`,
      headers: { cookie: mara.cookie },
    }),
    400,
    "bad_request",
  );
  expect("polluted" in {}).toBe(false);
});

test.for([
  ["NUL", "a\\u0000b"],
  ["another control character", "a\\u001bb"],
  ["the first half of a character", "a\\ud800b"],
  ["the second half of a character", "a\\udc00b"],
] as const)("%s in a text is refused with the name of the field", async ([, text]) => {
  const bad = `"${text}"`;
  const requests: [method: string, path: string, body: string, field: string][] = [
    ["POST", "/api/v1/organizations", `{"name":${bad}}`, "name"],
    ["POST", `${acme}/services`, `{"name":${bad}}`, "name"],
    ["POST", `${acme}/services`, `{"name":"Web","description":${bad}}`, "description"],
    ["PUT", `${acme}/services/${serviceId}/status`, `{"status":"operational","message":${bad}}`, "message"],
    ["POST", `${acme}/service-groups`, `{"name":${bad}}`, "name"],
    ["POST", `${acme}/incidents`, `{"title":${bad},"message":"M"}`, "title"],
    ["POST", `${acme}/incidents`, `{"title":"T","message":${bad}}`, "message"],
    ["POST", `${acme}/status-pages`, `{"name":${bad},"slug":"odd-page"}`, "name"],
  ];
  for (const [method, path, body, field] of requests) {
    const answer = await ask(fanal.url, { method, path, body, headers: { cookie: mara.cookie } });
    expectRefusal(answer, 400, "bad_request");
    expect(errorOf(answer).issues?.map((issue) => issue.path)).toEqual([[field]]);
  }
});

test("whole characters beyond the first plane, tabs and line breaks stay as they were typed", async () => {
  const message = "Looking 🔦 into it:\n\n\t- 𝔸PI\r\n\t- e\u0301";
  const incident = await mara.client.incidents.create({ organization: slug, title: "🔥 日本語", message });
  const read = await mara.client.incidents.get({ organization: slug, incidentId: incident.id });
  expect(read.title).toBe("🔥 日本語");
  expect(read.updates[0]?.message).toBe(message);
});

test.for([
  "0000-01-01T00:00:00Z",
  "0000-01-01T00:00:00+14:00",
  "0001-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "9999-12-31T23:59:59-14:00",
  "2026-02-30T00:00:00Z",
  "yesterday",
])("%s is no time for an incident or a list of them", async (time) => {
  const declared = await post("/incidents", JSON.stringify({ title: "T", message: "M", startedAt: time }));
  expectRefusal(declared, 400, "bad_request");
  expect(errorOf(declared).issues).toMatchObject([{ path: ["startedAt"] }]);
  const listed = await ask(fanal.url, {
    path: `${acme}/incidents?from=${encodeURIComponent(time)}`,
    headers: { cookie: mara.cookie },
  });
  expectRefusal(listed, 400, "bad_request");
});

test.for(["+05:00", "-00:30", "Mars/Olympus", "", " "])("%j is no time zone for a page", async (timeZone) => {
  const answer = await post("/status-pages", JSON.stringify({ name: "P", slug: "some-page", timeZone }));
  expectRefusal(answer, 400, "bad_request");
  expect(errorOf(answer).issues).toMatchObject([{ path: ["timeZone"] }]);
});

function post(path: string, body: string): Promise<Answer> {
  return ask(fanal.url, { method: "POST", path: `${acme}${path}`, body, headers: { cookie: mara.cookie } });
}

function expectRefusal(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
}

/** Sends pieces of 16 kB, of no announced number, until an answer comes. */
function sendInPieces(): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    let sent = 0;
    const socket = connect(fanal.fanal.port, "127.0.0.1");
    const piece = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    const send = () => {
      if (answer !== "" || socket.destroyed) return;
      sent += piece.length;
      if (sent > 4 * 1024 * 1024) socket.destroy(new Error("4 MB were taken without an answer"));
      else socket.write(piece, () => setImmediate(send));
    };
    socket.on("data", (data) => {
      answer += data;
      if (answer.includes("requestId")) socket.destroy();
    });
    socket.on("error", (error) => (answer === "" ? reject(error) : undefined));
    socket.on("close", () => resolve(answer));
    socket.write(
      `POST ${acme}/services HTTP/1.1\r\nHost: localhost\r\nCookie: ${mara.cookie}\r\n` +
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    send();
  });
}

test.for(["/api/v1/organizations/acme/services", "/api/auth/sign-in/email", "/status/nobody", "/nothing"])(
  "50 MB for %s are answered before they have come",
  async (path) => {
    const socket = connect(fanal.fanal.port, "127.0.0.1");
    const answered = new Promise<string>((resolve, reject) => {
      socket.on("data", (data) => resolve(String(data)));
      socket.on("error", reject);
    });
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 52428800\r\n\r\n{"name":`,
    );
    expect(await answered).toMatch(/^HTTP\/1\.1 (404|405|413) /);
    socket.destroy();
  },
);

test.for(["/api/auth/sign-in/email", "/api/auth/sign-up/email", "/api/auth/two-factor/enable"])(
  "%s takes no JSON that is deep, wide, or reaches for prototypes",
  async (path) => {
    await using database = openAsSuperuser(fanal.databaseUrl);
    await database.pool.query("delete from rate_limits");
    const account = { email: "nobody@example.com", password: "wrong-horse-battery", name: "Nobody" };
    const fields = JSON.stringify(account).slice(1, -1);
    for (const body of [
      `{"email":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      `${'{"email":'.repeat(10_000)}1${"}".repeat(10_000)}`,
      `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(",")}}`,
      `{"__proto__":{${fields}},"constructor":{"prototype":{"polluted":true}}}`,
      `{${fields},"email":{"toString":null,"valueOf":null},"password":{"toString":null}}`,
      `{${fields},"email":["nobody@example.com"],"password":["wrong-horse-battery"]}`,
      "null",
      "[]",
      '"text"',
    ]) {
      const answer = await ask(fanal.url, { method: "POST", path, body });
      expect([400, 401]).toContain(answer.status);
      errorOf(answer);
    }
    expect("polluted" in {}).toBe(false);
    expect("email" in {}).toBe(false);
  },
);
