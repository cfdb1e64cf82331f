import { createClient, type FanalClient } from "@fanal/contract/client";
import { cookieOf } from "@fanal/testing";

const organization = "acme";

/** Somebody of the demo, through the API. */
export async function signInToDemo(url: string): Promise<FanalClient> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: "demo@fanal.example", password: "demo-lantern" }),
  });
  const cookie = cookieOf(response);
  return createClient({ url, headers: () => ({ cookie }) });
}

/** What has a screen of its own in pictures. */
export interface Shown {
  incidentId: string;
  metricId: string;
  pageId: string;
}

/** Adds to the demo what its pictures show besides: what machines tell, somebody invited, and a key. */
export async function furnish(client: FanalClient): Promise<Shown> {
  const [pages, metrics, incidents] = await Promise.all([
    client.statusPages.list({ organization }),
    client.metrics.list({ organization }),
    client.incidents.list({ organization, state: "open" }),
  ]);
  const shown = {
    incidentId: first(incidents.items).id,
    metricId: first(metrics).id,
    pageId: first(pages).id,
  };
  const services = await client.services.list({ organization });
  const idOf = (name: string) => {
    const service = services.find((each) => each.name === name);
    if (service === undefined) throw new Error(`The demo has no service ${name}.`);
    return service.id;
  };
  await addMonitoring(client, idOf);
  await client.invitations.create({ organization, emails: ["jo.lindqvist@acme.example"], role: "responder" });
  await client.apiKeys.create({
    organization,
    name: "Deployments",
    scopes: ["services:write", "incidents:write"],
  });
  return shown;
}

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error("The demo lacks something that is shown.");
  return item;
}

async function addMonitoring(client: FanalClient, idOf: (name: string) => string): Promise<void> {
  for (const [service, name, url] of [
    ["API", "API answers", "https://api.acme.example/health"],
    ["Website", "Front page", "https://acme.example/"],
    ["Checkout", "Cart", "https://acme.example/cart"],
  ] as const) {
    // Nobody is there to answer, so it does not run.
    const settings = { type: "http" as const, url };
    await client.checks.create({ organization, serviceId: idOf(service), name, settings, isPaused: true });
  }
  for (const [service, name, periodSeconds] of [
    ["Database", "Nightly backup", 86_400],
    ["Search", "Hourly index", 3_600],
  ] as const) {
    const input = { organization, serviceId: idOf(service), name, periodSeconds };
    const { link } = await client.heartbeats.create(input);
    if (link !== null) await fetch(link, { method: "POST" });
  }
  await client.alertSources.create({
    organization,
    name: "Alertmanager",
    settings: { kind: "alertmanager" },
    services: [{ value: "api", serviceId: idOf("API") }],
    fallbackServiceId: idOf("Website"),
  });
}
