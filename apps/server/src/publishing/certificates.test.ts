import { type Person, setTxtRecords, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { safetyHeaders } from "../safety-headers.ts";
import { ask } from "./test-helpers.ts";

const host = "status.harbour.example";

let fanal: TestFanal;
let mara: Person;
let page: { organization: string; pageId: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { pagesDomain: "pages.example" });
  mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme", slug: "acme" });
  const [first] = await mara.client.statusPages.list({ organization });
  page = { organization, pageId: first?.id ?? "" };
});
afterAll(() => fanal[Symbol.asyncDispose]());

test("a certificate may be had for a host once it is proved, and until it is taken away", async () => {
  expect(await mayHave(host)).toBe(false);
  const { id: domainId, record } = await mara.client.pageDomains.add({ ...page, host });
  expect(await mayHave(host)).toBe(false);
  setTxtRecords(record.name, [record.value]);
  await mara.client.pageDomains.verify({ ...page, domainId });
  await vi.waitUntil(() => mayHave(host));
  expect(await mayHave(host.toUpperCase())).toBe(true);
  await mara.client.statusPages.update({ ...page, visibility: "members" });
  expect(await mayHave(host)).toBe(true);
  await mara.client.pageDomains.remove({ ...page, domainId });
  await vi.waitUntil(async () => !(await mayHave(host)));
});

test("a certificate may be had for the host of each page below our own domain, and for no other there", async () => {
  expect(await mayHave("acme.pages.example")).toBe(true);
  expect(await mayHave("nobody.pages.example")).toBe(false);
  expect(await mayHave("a.acme.pages.example")).toBe(false);
});

test.each([
  "",
  "localhost",
  "127.0.0.1",
  "pages.example",
  ".pages.example",
  "*.pages.example",
  "acme.pages.example:443",
  "acme.pages.example/",
  "acme.pages.example\r\nx: y",
  "a".repeat(300),
])("no certificate may be had for %j", async (odd) => {
  expect(await mayHave(odd)).toBe(false);
});

test("the answer says nothing but yes or no", async () => {
  for (const domain of ["acme.pages.example", "nobody.pages.example"]) {
    const { headers, body } = await ask(fanal.url, `/api/caddy/ask?domain=${domain}`);
    expect(body.length).toBe(0);
    const always = safetyHeaders().map(([name]) => name.toLowerCase());
    expect(
      Object.keys(headers)
        .filter((name) => !always.includes(name))
        .sort(),
    ).toEqual(["cache-control", "connection", "content-length", "date"]);
  }
});

test("no question is no address of ours", async () => {
  expect((await ask(fanal.url, "/api/caddy/ask")).status).toBe(404);
  expect((await ask(fanal.url, "/api/caddy/asked?domain=acme.pages.example")).status).toBe(404);
});

async function mayHave(domain: string): Promise<boolean> {
  const { status } = await ask(fanal.url, `/api/caddy/ask?domain=${encodeURIComponent(domain)}`);
  expect([200, 404]).toContain(status);
  return status === 200;
}
