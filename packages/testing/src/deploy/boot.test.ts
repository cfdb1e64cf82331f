import { createClient } from "@fanal/contract/client";
import { expect, inject, test } from "vitest";
import { createTestDatabase } from "../cluster.ts";
import { signUp } from "../person.ts";
import { confirmAddress } from "../start-fanal.ts";
import { boot } from "./boot.ts";
import { image } from "./files.ts";
import { hosts } from "./hosts.ts";
import { startTlsDatabase } from "./tls-database.ts";

test.for(hosts.filter(({ name }) => name !== "Kubernetes"))(
  "with the environment of $name the server starts, is found well, and ends when it is asked to",
  { timeout: 120_000 },
  async (host) => {
    await using database = await createTestDatabase(inject("clusterUrl"));
    await using encrypted = host.database === "self-signed" ? await startTlsDatabase(database.url) : null;
    await using server = await boot(host, encrypted?.url ?? database.url);
    for (const path of ["/healthz", "/readyz", "/sign-in", ...host.healthPaths])
      expect((await fetch(server.url + path)).status, path).toBe(200);
    expect(await server.run(image.healthCheck)).toBe(0);
    expect(await server.stop()).toBe(0);
    expect(await server.run(image.healthCheck)).toBe(1);
  },
);

test("with the environment of Kubernetes two servers are one: what is done at the first is there at the second", {
  timeout: 120_000,
}, async () => {
  const kubernetes = hosts.find(({ name }) => name === "Kubernetes");
  if (kubernetes === undefined) throw new Error("Kubernetes is not described");
  await using database = await createTestDatabase(inject("clusterUrl"));
  const [one, other] = await Promise.all([boot(kubernetes, database.url), boot(kubernetes, database.url)]);
  await using both = new AsyncDisposableStack();
  both.use(one);
  both.use(other);
  for (const { url } of [one, other])
    for (const path of kubernetes.healthPaths) expect((await fetch(url + path)).status, path).toBe(200);

  const { cookie, client } = await signUp(one.url, "Mara Ilves", {
    confirm: (email) => confirmAddress(database.url, email),
  });
  const { slug: organization } = await client.organizations.create({ name: "Acme" });
  const elsewhere = createClient({ url: other.url, headers: () => ({ cookie }) });
  const service = await elsewhere.services.create({ organization, name: "API" });
  const [page] = await elsewhere.statusPages.list({ organization });
  await client.services.setStatus({ organization, serviceId: service.id, status: "major_outage" });
  const shown = async (url: string) =>
    /<title>(.+?) ·/.exec(await (await fetch(`${url}/status/${page?.slug}`)).text())?.[1];
  for (const { url } of [one, other])
    await expect.poll(() => shown(url), { timeout: 15_000 }).toBe("Major System Outage");
  // Whoever is left goes on alone.
  expect(await one.stop()).toBe(0);
  await elsewhere.services.setStatus({ organization, serviceId: service.id, status: "operational" });
  await expect.poll(() => shown(other.url), { timeout: 15_000 }).toBe("All Systems Operational");
});
