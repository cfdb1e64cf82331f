import type { Role } from "@fanal/domain";
import { type Person, startSamlStandIn, type TestFanal } from "@fanal/testing";
import { type AxeOptions, violations } from "@fanal/testing/axe";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { desktop, isTooWide, phone } from "./dashboard.ts";
import { schedule, utcIn } from "./maintenance.ts";

export const longWord = "Donaudampfschifffahrtsgesellschaftskapitän";

export const devices = [
  { device: "desktop", size: desktop },
  { device: "phone", size: phone },
] as const;

/** An organization with one of each thing, under names that are long. */
export type Furnished = Awaited<ReturnType<typeof furnish>>;

export async function furnish(fanal: TestFanal) {
  const person = await fanal.signUp("Mara Ilves");
  const { client } = person;
  const organization = "lumen";
  await client.organizations.create({ name: "Lumen", slug: organization });
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Delivery" });
  const api = await client.services.create({ organization, name: "API", description: "For integrations" });
  await client.services.create({ organization, name: longWord, groupId });
  await client.services.setStatus({ organization, serviceId: api.id, status: "degraded_performance" });
  await client.heartbeats.create({
    organization,
    serviceId: api.id,
    name: `Nightly backup of the ${longWord}`,
    periodSeconds: 86_400,
  });
  await client.checks.create({
    organization,
    serviceId: api.id,
    name: `Front door of the ${longWord}`,
    settings: { type: "http", url: `https://127.0.0.1:9/${longWord}` },
    periodSeconds: 86_400,
  });
  await client.uptimeCorrections.create({
    organization,
    serviceId: api.id,
    startedAt: api.createdAt,
    endedAt: new Date(Date.parse(api.createdAt) + 1).toISOString(),
    status: "operational",
    reason: "A probe was broken.",
  });
  const { link } = await client.alertSources.create({
    organization,
    name: `Alertmanager of the ${longWord}`,
    settings: { kind: "generic", identity: "$.id", state: "$.state", service: "$.service" },
    incidents: "none",
  });
  for (const service of ["API", "nobody"])
    await fetch(link ?? "", {
      method: "POST",
      body: JSON.stringify({ id: service, state: "down", service }),
    });
  const [firstPage] = await client.statusPages.list({ organization });
  await client.imports.create({
    organization,
    pageId: firstPage?.id ?? "",
    source: "statuspage",
    file: JSON.stringify({
      components: [{ id: "kctbh9vrtdwd", name: longWord }],
      incidents: [{ id: "broken", name: longWord }],
    }),
  });
  const incident = await client.incidents.create({
    organization,
    title: `${longWord} answers slowly in Europe and elsewhere, and sometimes not at all`,
    status: "investigating",
    message: "We see **slow** answers. [More](https://example.com)\n\n- one\n- two",
    services: [{ serviceId: api.id, status: "major_outage" }],
  });
  const maintenance = await schedule(
    { person, organization, services: {} },
    {
      title: `Backup test ${longWord}`,
      serviceIds: [api.id],
      localStart: utcIn(2 * 24 * 60),
      localEnd: utcIn(2 * 24 * 60 + 60),
      rrule: "FREQ=WEEKLY",
    },
  );
  const [page] = await client.statusPages.list({ organization });
  const late = { nextUpdateAt: new Date(Date.now() + 1_000).toISOString() };
  await client.incidents.postUpdate({
    organization,
    incidentId: incident.id,
    status: "identified",
    message: "Found.",
    ...late,
  });
  const draft = await client.incidents.create({
    organization,
    title: `${longWord} will answer slowly while a database is moved from one house to another`,
    message: "Answers take **longer**.",
    services: [{ serviceId: api.id, status: "degraded_performance" }],
    isDraft: true,
  });
  const day = 86_400_000;
  const past = await client.incidents.create({
    organization,
    title: "A certificate had run out",
    message: "It was renewed.",
    services: [{ serviceId: api.id, status: "partial_outage" }],
    startedAt: new Date(Date.now() - 3 * day).toISOString(),
    resolvedAt: new Date(Date.now() - 2 * day).toISOString(),
  });
  await client.incidents.writePostmortem({
    organization,
    incidentId: past.id,
    draft: "## Why\n\nNobody looked.",
  });
  await client.incidents.publishPostmortem({ organization, incidentId: past.id });
  await client.incidentTemplates.create({
    organization,
    name: `Slow ${longWord}`,
    title: "{{service}} answers slowly",
    message: "{{services}} answer slowly since {{time}}.",
    services: [{ serviceId: api.id, status: "degraded_performance" }],
  });
  const { id: teamId } = await client.teams.create({
    organization,
    name: "Platform Rindfleischetikettierungsüberwachung",
  });
  await client.teams.addMember({ organization, teamId, memberId: (await client.me.get()).id });
  await client.services.update({ organization, serviceId: api.id, teamId });
  const { id: noticeTargetId } = await client.noticeTargets.create({
    organization,
    teamId,
    channel: "webhook",
    // Nobody is there: it fails.
    url: "http://127.0.0.1:9/notices",
  });
  await client.noticeTargets.test({ organization, noticeTargetId });
  await client.noticeTargets.create({ organization, teamId: null, channel: "email" });
  const [invited] = await client.invitations.create({
    organization,
    emails: [`a.rather.long.address.of.somebody.who.is.new@${longWord.toLowerCase().slice(0, 30)}.example`],
  });
  await client.apiKeys.create({ organization, name: `Deploys of the ${longWord}`, scopes: ["read"] });
  await using saml = await startSamlStandIn();
  const { metadata } = saml;
  await client.ssoProviders.create({
    organization,
    name: `Directory of the ${longWord}`,
    saml: { metadata },
  });
  await client.emailDomains.add({ organization, domain: `${longWord.toLowerCase().slice(0, 30)}.example` });
  await client.scimTokens.create({ organization, name: `Okta of the ${longWord}` });
  const viewer = await joinAs(fanal, { role: "viewer", client, organization });
  await client.announcements.create({
    organization,
    pageId: page?.id ?? "",
    title: `${longWord} moves to another house, and nobody has to do anything`,
    message: "Nothing changes for **you**.",
  });
  const { id: metricId } = await client.metrics.create({
    organization,
    name: `Response time of the ${longWord}`,
    unit: "milliseconds",
    decimals: 1,
    isPublic: true,
  });
  const minute = 60_000;
  const points = Array.from({ length: 60 }, (_, index) => ({
    at: new Date(Date.now() - index * 5 * minute).toISOString(),
    value: 200 + 50 * Math.sin(index / 20) + (index % 7),
  }));
  await client.metrics.addPoints({ organization, metricId, points });
  return {
    metricId,
    person,
    viewer,
    incidentId: incident.id,
    draftId: draft.id,
    pastId: past.id,
    pageId: page?.id ?? "",
    maintenanceId: maintenance.id,
    invitation: new URL(invited?.link ?? "").pathname,
  };
}

/** Somebody else of the organization. */
async function joinAs(
  fanal: TestFanal,
  { role, client, organization }: { role: Role; client: Person["client"]; organization: string },
): Promise<Person> {
  const joining = await fanal.signUp("Konstantinos Papadopoulos-Oikonomou");
  const [made] = await client.invitations.create({ organization, emails: [joining.email], role });
  await joining.client.invitations.accept({ token: made?.link?.split("/").at(-1) ?? "" });
  return joining;
}

/** At rest, axe finds nothing on the screen that is shown; `rules` may turn some off. */
export async function expectAccessible(page: Page, rules: AxeOptions["rules"] = {}): Promise<void> {
  expect(await violationsAtRest(page, rules)).toEqual([]);
}

/** Axe finds nothing on the screen that is shown, in the light and in the dark, and nothing has to be scrolled sideways. */
export async function expectNoBarrier(page: Page, what = new URL(page.url()).pathname): Promise<void> {
  const light = await violationsAtRest(page);
  await inDark(page, async () => {
    expect({ what, light, dark: await violationsAtRest(page) }).toEqual({ what, light: [], dark: [] });
  });
  expect(await isTooWide(page), what).toBe(false);
}

/** Does something while the system's colours are dark, and shows that they are. */
export async function inDark(page: Page, act: () => Promise<unknown>): Promise<void> {
  const textColour = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await textColour();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(textColour).not.toBe(light);
  await act();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(textColour).toBe(light);
}

async function violationsAtRest(page: Page, rules: AxeOptions["rules"] = {}): Promise<string[]> {
  // What is measured is the screen at rest: half-transparent text in an animation has other contrasts.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== "running"),
  );
  return violations(page, { rules });
}
