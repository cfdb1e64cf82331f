import type { FanalClient } from "@fanal/contract/client";
import { makeSamlKey, type Person, type TestFanal, tellSomebody } from "@fanal/testing";

/** An organization with one of each thing, and its owner. */
export interface FullHouse {
  person: Person;
  organization: string;
  organizationId: string;
  pageSlug: string;
  /** By the names that parameters and fields have. */
  ids: Readonly<Record<string, string>>;
}

const inAMonth = (days: number) => new Date(Date.now() + (30 + days) * 86_400_000).toISOString().slice(0, 16);
export const someNight = { localStart: inAMonth(0), localEnd: inAMonth(1), timeZone: "Europe/Berlin" };

export async function fullHouse(fanal: TestFanal, organization: string): Promise<FullHouse> {
  const person = await fanal.signUp("Mara Ilves");
  const { id: organizationId } = await person.client.organizations.create({
    name: organization,
    slug: organization,
  });
  const guest = await fanal.signUp("Gita Guest");
  const ids = await furnish(person.client, organization, guest);
  const pages = await person.client.statusPages.list({ organization });
  const pageSlug = pages.find(({ id }) => id === ids.pageId)?.slug ?? "";
  return { person, organization, organizationId, pageSlug, ids: { ...ids, organization } };
}

async function furnish(client: FanalClient, organization: string, guest: Person) {
  const { id: memberId, email: guestEmail } = await guest.client.me.get();
  const [invited] = await client.invitations.create({ organization, emails: [guestEmail], role: "viewer" });
  await guest.client.invitations.accept({ token: invited?.link?.split("/").at(-1) ?? "" });
  const [invitation] = await client.invitations.create({
    organization,
    emails: [`sten.${organization}@example.com`],
  });
  const { id: teamId } = await client.teams.create({ organization, name: "Platform" });
  const { id: noticeTargetId } = await client.noticeTargets.create({
    organization,
    teamId: null,
    channel: "slack",
    url: "https://hooks.slack.com/services/T0/B0/of-a-test",
    kinds: ["incident_silent"],
  });
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Core" });
  const { id: serviceId, createdAt } = await client.services.create({ organization, name: "API", groupId });
  const { id: heartbeatId } = await client.heartbeats.create({
    organization,
    serviceId,
    name: "Nightly backup",
    periodSeconds: 86_400,
  });
  const { id: checkId } = await client.checks.create({
    organization,
    serviceId,
    name: "Front door",
    settings: { type: "http", url: "https://api.acme.example/health" },
    isPaused: true,
  });
  const { id: alertSourceId } = await client.alertSources.create({
    organization,
    name: "Alertmanager",
    settings: { kind: "alertmanager" },
    services: [{ value: "api", serviceId }],
  });
  const { id: correctionId } = await client.uptimeCorrections.create({
    organization,
    serviceId,
    startedAt: createdAt,
    endedAt: new Date(Date.parse(createdAt) + 1).toISOString(),
    status: "operational",
    reason: "A probe was broken.",
  });
  const services = [{ serviceId, status: "degraded_performance" as const }];
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "Slow answers",
    message: "We look.",
    services,
  });
  const { updates } = await client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "Found.",
  });
  const { id: draftId } = await client.incidents.create({
    organization,
    title: "Slow search",
    message: "It may be slow.",
    services,
    isDraft: true,
  });
  const { id: templateId } = await client.incidentTemplates.create({
    organization,
    name: "Slow",
    title: "Slow",
    message: "We look.",
    services,
  });
  const maintenance = await client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    ...someNight,
  });
  const [page] = await client.statusPages.list({ organization });
  const pageId = page?.id ?? "";
  const { id: announcementId } = await client.announcements.create({
    organization,
    pageId,
    title: "We move",
  });
  const { id: metricId } = await client.metrics.create({ organization, name: "Response time" });
  await client.metrics.addPoints({ organization, metricId, points: [{ value: 212 }] });
  const { id: subscriberId } = await client.subscribers.create({
    organization,
    pageId,
    email: `reader@${organization}.example`,
  });
  const email = `told@${organization}.example`;
  const told = await tellSomebody(client, { organization, pageId, incidentId, email });
  const { id: importId } = await client.subscriberImports.create({
    organization,
    pageId,
    confirmation: "vouched",
    csv: "email\nnobody\n",
  });
  const { id: pastImportId } = await client.imports.create({
    organization,
    pageId,
    source: "statuspage",
    file: JSON.stringify({ components: [{ id: "kctbh9vrtdwd", name: "Website" }] }),
  });
  const { id: domainId } = await client.pageDomains.add({
    organization,
    pageId,
    host: `status.${organization}.example`,
  });
  const { certificate } = await makeSamlKey();
  const { id: providerId } = await client.ssoProviders.create({
    organization,
    name: "Directory",
    saml: {
      entityId: `https://id.${organization}.example`,
      signInUrl: `https://id.${organization}.example/sso`,
      certificates: [certificate],
    },
  });
  const { id: apiKeyId } = await client.apiKeys.create({ organization, name: "Deploys", scopes: ["read"] });
  return {
    month: new Date().toISOString().slice(0, 7),
    serviceId,
    groupId,
    heartbeatId,
    checkId,
    alertSourceId,
    correctionId,
    teamId,
    noticeTargetId,
    memberId,
    invitationId: invitation?.id ?? "",
    incidentId,
    updateId: updates[0]?.id ?? "",
    draftId,
    templateId,
    maintenanceId: maintenance.id,
    maintenanceUpdateId: maintenance.updates[0]?.id ?? "",
    pageId,
    announcementId,
    metricId,
    subscriberId,
    ...told,
    importId,
    pastImportId,
    domainId,
    providerId,
    certificate,
    apiKeyId,
  };
}
