import { startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";

const paths = ["/status/nobody", "/api/v1/me", "/sign-in", "/healthz", "/nothing-here"];

async function policiesOf(url: string): Promise<Record<string, string | null>> {
  const policies = paths.map(async (path) => {
    const response = await fetch(url + path);
    return [path, response.headers.get("strict-transport-security")] as const;
  });
  return Object.fromEntries(await Promise.all(policies));
}

test("under https every answer tells browsers to stay with it, and under http none does", async () => {
  await using secure = await startTestFanal(inject("clusterUrl"), { url: "https://status.example" });
  await using plain = await startTestFanal(inject("clusterUrl"));
  const all = (policy: string | null) => Object.fromEntries(paths.map((path) => [path, policy]));
  expect(await policiesOf(`http://127.0.0.1:${secure.fanal.port}`)).toEqual(all("max-age=31536000"));
  expect(await policiesOf(plain.url)).toEqual(all(null));
});
