import { startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";

test("an organization is founded with a status page that shows its services", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const mara = await fanal.signUp("Mara Ilves");
  const acme = await mara.client.organizations.create({ name: "Acme" });
  await mara.client.services.create({ organization: acme.slug, name: "API" });
  const page = await fetch(`${fanal.url}/status/acme`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("API");
});
