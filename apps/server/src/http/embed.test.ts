import { startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let fanal: TestFanal;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
});
afterAll(() => fanal[Symbol.asyncDispose]());

test("other sites may load the banner's script, and keep it for an hour", async () => {
  const response = await fetch(`${fanal.url}/embed.js`, { headers: { "accept-encoding": "br" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(response.headers.get("cache-control")).toBe("public, max-age=3600");
  expect(response.headers.get("content-encoding")).toBe("br");
  expect(response.headers.get("set-cookie")).toBeNull();
});

test("the preview names the page that was asked for in the line to copy", async () => {
  const response = await fetch(`${fanal.url}/embed?page=acme&state=critical&language=de`);
  const html = await response.text();
  expect(html).toContain(
    `&lt;script src=&quot;${fanal.url}/embed.js&quot; data-page=&quot;acme&quot; async&gt;`,
  );
  expect(html).toContain('data-page="acme" data-lang="de" data-preview="critical"');
});

test("what else stands in the preview's address is not repeated", async () => {
  const bad = encodeURIComponent('"><script>alert(1)</script>');
  const response = await fetch(`${fanal.url}/embed?page=${bad}&state=${bad}&language=${bad}`);
  const html = await response.text();
  expect(html).not.toContain("alert(1)");
  expect(html).toContain('data-page="your-page" data-lang="en" data-preview="major"');
});
