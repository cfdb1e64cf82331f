import { randomUUID } from "node:crypto";
import type { FanalClient } from "@fanal/contract/client";
import { everything } from "@fanal/domain";
import { type Person, setTxtRecords, tellSomebody } from "@fanal/testing";
import { exampleCertificate } from "./certificate.fixture.ts";
import type { Procedure, ProcedureName } from "./test-helpers.ts";

/** Things of one organization, for the parameters and bodies of requests. */
const idNames = [
  "serviceId",
  "groupId",
  "heartbeatId",
  "checkId",
  "alertSourceId",
  "correctionId",
  "incidentId",
  // One of the incident's updates, that is not its only one.
  "updateId",
  "draftId",
  "templateId",
  "maintenanceId",
  "maintenanceUpdateId",
  "pageId",
  "announcementId",
  "metricId",
  "subscriberId",
  "notificationId",
  "deliveryId",
  "importId",
  "pastImportId",
  "domainId",
  "memberId",
  "invitationId",
  "teamId",
  "noticeTargetId",
  "apiKeyId",
  "scimTokenId",
  "providerId",
  "emailDomainId",
] as const;
export type IdName = (typeof idNames)[number];
export type Ids = Record<IdName, string>;

/** Ids that are made up, by their names. */
export function makeIds(make: (name: IdName) => string): Ids {
  const entries = idNames.map((name) => [name, make(name)] as const);
  return Object.fromEntries(entries) as Ids; // Every name has its entry.
}

/** Makes somebody a viewer, by an invitation; their id. Who is a member stays what they are. */
export async function join(client: FanalClient, organization: string, guest: Person): Promise<string> {
  const { id, email, organizations } = await guest.client.me.get();
  if (organizations.some(({ slug }) => slug === organization)) return id;
  const [invitation] = await client.invitations.create({ organization, emails: [email], role: "viewer" });
  await guest.client.invitations.accept({ token: tokenOf(invitation?.link) });
  return id;
}

/** What the link of an invitation carries. */
export function tokenOf(link: string | null | undefined): string {
  return link?.split("/").at(-1) ?? "";
}

/**
 * Gives an organization one of each thing, or the named ones and what they need, and makes the guest its member where
 * that is one of them. What does not need the other is made at once: a write waits until visitors have it, and several
 * are published together.
 */
export async function furnish(
  client: FanalClient,
  organization: string,
  guest: Person,
  named: readonly IdName[] = idNames,
): Promise<Ids> {
  const made = new Map<IdName, Promise<string>>();
  const idOf = (name: IdName): Promise<string> => {
    const id = made.get(name) ?? makers[name]();
    made.set(name, id);
    return id;
  };
  const makers = makersOf({ client, organization, guest, idOf });
  await Promise.all(named.map(idOf));
  const ids = makeIds((name) => `no ${name} was asked for`);
  for (const [name, id] of made) ids[name] = await id;
  return ids;
}

interface Site {
  client: FanalClient;
  organization: string;
  guest: Person;
  /** The id of a thing, which is made where it is not yet there. */
  idOf: (name: IdName) => Promise<string>;
}

/** How each thing is made. */
function makersOf(site: Site): Record<IdName, () => Promise<string>> {
  return {
    ...peopleOf(site),
    ...accessOf(site),
    ...servicesOf(site),
    ...incidentsOf(site),
    ...plansOf(site),
    ...pagesOf(site),
    ...toldOf(site),
  };
}

function peopleOf({ client, organization, guest, idOf }: Site) {
  return {
    memberId: () => join(client, organization, guest),
    invitationId: async () => {
      const [invitation] = await client.invitations.create({ organization, emails: [newAddress()] });
      return invitation?.id ?? "";
    },
    teamId: async () => {
      const memberId = await idOf("memberId");
      const { id: teamId } = await client.teams.create({ organization, name: newName("Team") });
      await client.teams.addMember({ organization, teamId, memberId });
      return teamId;
    },
    noticeTargetId: async () => {
      const teamId = await idOf("teamId");
      const url = `https://hooks.acme.example/${newSlug()}`;
      return (await client.noticeTargets.create({ organization, teamId, channel: "webhook", url })).id;
    },
  };
}

function accessOf({ client, organization }: Site) {
  return {
    scimTokenId: async () => (await client.scimTokens.create({ organization, name: newName("Okta") })).id,
    providerId: async () => (await client.ssoProviders.create({ organization, ...someProvider() })).id,
    emailDomainId: async () => {
      const { id, record } = await client.emailDomains.add({ organization, domain: newHost() });
      setTxtRecords(record.name, [record.value]);
      return id;
    },
    apiKeyId: async () =>
      (await client.apiKeys.create({ organization, name: "Deploys", scopes: ["read"] })).id,
  };
}

function servicesOf({ client, organization, idOf }: Site) {
  return {
    groupId: async () => (await client.serviceGroups.create({ organization, name: "Platform" })).id,
    serviceId: async () => {
      const groupId = await idOf("groupId");
      return (await client.services.create({ organization, name: "API", groupId })).id;
    },
    heartbeatId: async () => {
      const serviceId = await idOf("serviceId");
      const work = { name: "Nightly backup", periodSeconds: 86_400 };
      return (await client.heartbeats.create({ organization, serviceId, ...work })).id;
    },
    alertSourceId: async () => {
      const source = someAlertSource(await idOf("serviceId"));
      return (await client.alertSources.create({ organization, ...source })).id;
    },
    checkId: async () => {
      const check = someCheck(await idOf("serviceId"));
      return (await client.checks.create({ organization, ...check })).id;
    },
    correctionId: async () => {
      const serviceId = await idOf("serviceId");
      const { createdAt: startedAt } = await client.services.get({ organization, serviceId });
      const correction = await client.uptimeCorrections.create({
        organization,
        serviceId,
        startedAt,
        endedAt: new Date(Date.parse(startedAt) + 1).toISOString(),
        status: "operational",
        reason: "A probe was broken.",
      });
      return correction.id;
    },
  };
}

function incidentsOf({ client, organization, idOf }: Site) {
  const message = "Still looking.";
  return {
    incidentId: async () => {
      const { id: incidentId } = await client.incidents.create({
        organization,
        title: "Slow answers",
        message: "We are looking into it.",
        services: [{ serviceId: await idOf("serviceId"), status: "degraded_performance" }],
      });
      await client.incidents.postUpdate({ organization, incidentId, status: "investigating", message });
      await client.incidents.writePostmortem({ organization, incidentId, draft: "A cache was cold." });
      return incidentId;
    },
    updateId: async () => {
      const { updates } = await client.incidents.get({ organization, incidentId: await idOf("incidentId") });
      return updates.find((update) => update.message === message)?.id ?? "";
    },
  };
}

/** What is not yet so, or may come again. */
function plansOf({ client, organization, idOf }: Site) {
  const services = async () => [
    { serviceId: await idOf("serviceId"), status: "degraded_performance" as const },
  ];
  return {
    draftId: async () => {
      const words = { title: "Slow search", message: "We may see slow answers." };
      const draft = { ...words, services: await services(), isDraft: true };
      return (await client.incidents.create({ organization, ...draft })).id;
    },
    templateId: async () => {
      const words = { name: "Slow", title: "{{service}} is slow", message: "We are looking into it." };
      return (await client.incidentTemplates.create({ organization, ...words, services: await services() }))
        .id;
    },
    maintenanceId: async () => {
      const { id } = await client.maintenances.create({
        organization,
        title: "New disks",
        message: "We put in new disks.",
        serviceIds: [await idOf("serviceId")],
        ...someNight,
        rrule: "FREQ=WEEKLY;COUNT=2",
      });
      return id;
    },
    maintenanceUpdateId: async () => {
      const maintenanceId = await idOf("maintenanceId");
      const { updates } = await client.maintenances.get({ organization, maintenanceId });
      return updates[0]?.id ?? "";
    },
  };
}

function pagesOf({ client, organization, idOf }: Site) {
  const onPage = async () => ({ organization, pageId: await idOf("pageId") });
  return {
    pageId: async () => {
      const page = { name: "Status", slug: newSlug(), serviceIds: [await idOf("serviceId")] };
      const { id: pageId } = await client.statusPages.create({ organization, ...page });
      await client.statusPages.putImage({ organization, pageId, kind: imageKind, data: onePixel });
      return pageId;
    },
    announcementId: async () =>
      (await client.announcements.create({ ...(await onPage()), title: "We move" })).id,
    subscriberId: async () => {
      const scope = { serviceIds: [await idOf("serviceId")], groupIds: [] };
      const subscriber = { email: newAddress(), choices: { ...everything, scope } };
      return (await client.subscribers.create({ ...(await onPage()), ...subscriber })).id;
    },
    importId: async () => {
      const { id: importId } = await client.subscriberImports.create({ ...(await onPage()), ...refusedFile });
      await client.subscriberImports.stop({ organization, importId });
      return importId;
    },
    pastImportId: async () => (await client.imports.create({ ...(await onPage()), ...nothingToBring })).id,
    domainId: async () => {
      const { id, record } = await client.pageDomains.add({ ...(await onPage()), host: newHost() });
      setTxtRecords(record.name, [record.value]);
      return id;
    },
    // With a point, on a page.
    metricId: async () => {
      const metric = { name: "Response time", isPublic: true };
      const { id: metricId } = await client.metrics.create({ organization, ...metric });
      await client.metrics.addPoints({ organization, metricId, points: [{ value: 212 }] });
      await client.statusPages.update({ ...(await onPage()), metricIds: [metricId] });
      return metricId;
    },
  };
}

function toldOf({ client, organization, idOf }: Site) {
  return {
    notificationId: async () => {
      const [pageId, incidentId] = await Promise.all([idOf("pageId"), idOf("incidentId")]);
      const told = { organization, pageId, incidentId, email: newAddress() };
      return (await tellSomebody(client, told)).notificationId;
    },
    deliveryId: async () => {
      const notificationId = await idOf("notificationId");
      const { items } = await client.deliveries.list({ organization, notificationId });
      return items[0]?.id ?? "";
    },
  };
}

/** The things that a request of a procedure names, in its address and in its body. */
export function namedBy({ name, path }: Pick<Procedure, "name" | "path">): IdName[] {
  const marked = makeIds((id) => `<${id}>`);
  const request = `${addressOf(path, "", marked)} ${JSON.stringify(exampleBody(name, marked))}`;
  return idNames.filter((id) => request.includes(`<${id}>`));
}

/** A window that lies ahead whenever tests run. */
const someNight = {
  localStart: "2090-02-07T02:00",
  localEnd: "2090-02-07T04:00",
  timeZone: "Europe/Berlin",
};

function someAlertSource(serviceId: string) {
  return {
    name: "Alertmanager",
    settings: { kind: "alertmanager" as const },
    services: [{ value: "api", serviceId }],
    fallbackServiceId: serviceId,
  };
}

/** Nobody answers there; what it finds changes nothing in the time of a test. */
function someCheck(serviceId: string) {
  return {
    serviceId,
    name: "Front door",
    settings: { type: "http" as const, url: "https://api.acme.example/health" },
    periodSeconds: 86_400,
    failuresToConfirm: 10,
    measures: false,
  };
}

/** A provider of SAML, which is asked nothing when it is added. */
function someProvider() {
  return {
    name: "Acme",
    saml: {
      entityId: "https://id.acme.example",
      signInUrl: "https://id.acme.example/sso",
      certificates: [exampleCertificate],
    },
  };
}

/** Of which nobody becomes a subscriber, however far it is worked on meanwhile. */
/** Of another product: nothing of it can be brought, so that nothing is written by and by. */
const nothingToBring = {
  source: "statuspage" as const,
  file: JSON.stringify({ subscribers: [{ id: "s1", mode: "sms" }] }),
};
const refusedFile = { confirmation: "vouched" as const, csv: "email\nnobody\n" };

const imageKind = "logo_light";

/** A PNG of one pixel. */
const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function newHost(): string {
  return `status.${randomUUID().slice(0, 8)}.example`;
}

function newAddress(): string {
  return `${randomUUID().slice(0, 8)}@acme.example`;
}

/** Of a team: no two have the same. */
function newName(kind: string): string {
  return `${kind} ${randomUUID().slice(0, 8)}`;
}

function newSlug(): string {
  return `page-${randomUUID().slice(0, 8)}`;
}

const nothing = () => undefined;

/** A body that is right for each procedure. A new procedure does not compile before it has one here. */
export const exampleBodies = {
  "me.get": nothing,
  "me.update": () => ({ name: "Mara Ilves", timeZone: "Europe/Tallinn", theme: "dark" }),
  "me.putAvatar": () => ({ data: onePixel }),
  "me.deleteAvatar": nothing,
  "sessions.list": nothing,
  "sessions.end": nothing,
  "organizations.list": nothing,
  "organizations.create": () => ({ name: "Harbour" }),
  "organizations.get": nothing,
  "organizations.update": () => ({ name: "Harbour" }),
  "organizations.delete": () => ({ name: "Acme" }),
  "members.list": nothing,
  "members.update": () => ({ role: "responder" }),
  "members.remove": nothing,
  "members.leave": nothing,
  "members.handOver": nothing,
  "invitations.list": nothing,
  "invitations.create": ({ teamId }) => ({ emails: [newAddress()], role: "viewer", teamIds: [teamId] }),
  "invitations.resend": nothing,
  "invitations.revoke": nothing,
  "invitations.preview": () => ({ token: "made-up" }),
  "invitations.signUp": () => ({ token: "made-up", name: "Pia Holm", password: "eleven long ropes" }),
  "invitations.accept": () => ({ token: "made-up" }),
  "teams.list": nothing,
  "teams.create": () => ({ name: newName("Payments") }),
  "teams.update": () => ({ name: newName("Platform") }),
  "teams.delete": nothing,
  "teams.addMember": nothing,
  "teams.removeMember": nothing,
  "noticeTargets.list": nothing,
  "noticeTargets.create": ({ teamId }) => ({
    teamId,
    channel: "webhook",
    url: `https://hooks.acme.example/${newSlug()}`,
  }),
  "noticeTargets.update": () => ({ language: "de" }),
  "noticeTargets.remove": nothing,
  "noticeTargets.test": nothing,
  "noticeTargets.renewSecret": nothing,
  "noticeTargets.mute": () => ({ isMuted: true }),
  "services.list": nothing,
  "services.create": ({ groupId, teamId }) => ({ name: "Webhooks", groupId, teamId }),
  "services.get": nothing,
  "services.update": ({ groupId, teamId }) => ({ name: "API 2", groupId, teamId }),
  "services.delete": nothing,
  "services.restore": nothing,
  "services.setStatus": () => ({ status: "partial_outage" }),
  "services.reorder": ({ serviceId, groupId }) => ({ services: [{ serviceId, groupId }] }),
  "serviceGroups.list": nothing,
  "serviceGroups.create": () => ({ name: "Data" }),
  "serviceGroups.update": () => ({ name: "Data", position: 0 }),
  "serviceGroups.delete": nothing,
  "heartbeats.list": nothing,
  "heartbeats.create": ({ serviceId }) => ({ serviceId, name: "Queue worker", periodSeconds: 300 }),
  "heartbeats.update": ({ serviceId }) => ({ serviceId, graceSeconds: 120 }),
  "heartbeats.delete": nothing,
  "heartbeats.renewAddress": nothing,
  "checks.list": nothing,
  "checks.get": nothing,
  "checks.create": ({ serviceId }) => someCheck(serviceId),
  "checks.update": ({ serviceId }) => ({ serviceId, timeoutSeconds: 5 }),
  "checks.delete": nothing,
  "checks.run": nothing,
  "alertSources.list": nothing,
  "alertSources.create": ({ serviceId }) => someAlertSource(serviceId),
  "alertSources.update": ({ serviceId }) => ({ ...someAlertSource(serviceId), name: "Grafana" }),
  "alertSources.delete": nothing,
  "alertSources.renewAddress": nothing,
  "alertSources.clear": nothing,
  "uptime.ofService": nothing,
  "uptime.ofGroup": nothing,
  "uptime.ofPage": nothing,
  "uptime.intervals": nothing,
  "uptimeCorrections.list": nothing,
  "uptimeCorrections.create": () => ({
    // The last millisecond: there was a service then, and nobody has corrected it.
    startedAt: new Date(Date.now() - 1).toISOString(),
    endedAt: new Date().toISOString(),
    status: "major_outage",
    reason: "Nobody noticed.",
  }),
  "uptimeCorrections.withdraw": nothing,
  "reports.get": nothing,
  "reports.serviceLevels": nothing,
  "incidents.list": nothing,
  "incidents.create": ({ serviceId }) => ({
    title: "Errors",
    message: "We see errors.",
    services: [{ serviceId, status: "major_outage" }],
  }),
  "incidents.get": nothing,
  "incidents.update": ({ serviceId }) => ({
    title: "Some errors",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "incidents.delete": nothing,
  "incidents.restore": nothing,
  "incidents.postUpdate": ({ serviceId }) => ({
    status: "identified",
    message: "Found.",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "incidents.discard": nothing,
  "incidents.publish": nothing,
  "incidents.editUpdate": () => ({ message: "Still looking, with more people." }),
  "incidents.deleteUpdate": nothing,
  "incidents.restoreUpdate": nothing,
  "incidents.writePostmortem": () => ({ draft: "A cache was cold. We warm it now." }),
  "incidents.publishPostmortem": nothing,
  "incidents.revertPostmortem": nothing,
  "incidents.previewMessage": () => ({ message: "**Found.**" }),
  "statusPages.list": nothing,
  "statusPages.create": ({ serviceId }) => ({ name: "Inside", slug: newSlug(), serviceIds: [serviceId] }),
  "statusPages.get": nothing,
  "statusPages.update": ({ serviceId }) => ({ name: "Outside", serviceIds: [serviceId] }),
  "statusPages.delete": nothing,
  "incidentTemplates.list": nothing,
  "incidentTemplates.create": ({ serviceId }) => ({
    name: "Down",
    title: "{{service}} is down",
    message: "We look.",
    services: [{ serviceId, status: "major_outage" }],
  }),
  "incidentTemplates.update": ({ serviceId }) => ({
    name: "Very slow",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "incidentTemplates.delete": nothing,
  "maintenances.list": nothing,
  "maintenances.create": ({ serviceId }) => ({
    title: "New cables",
    message: "We lay new cables.",
    serviceIds: [serviceId],
    ...someNight,
    rrule: "FREQ=WEEKLY;COUNT=3",
  }),
  "maintenances.get": nothing,
  "maintenances.update": ({ serviceId }) => ({ title: "Newer disks", serviceIds: [serviceId] }),
  "maintenances.delete": nothing,
  "maintenances.restore": nothing,
  "maintenances.postUpdate": () => ({ status: "in_progress", message: "We begin early." }),
  "maintenances.editUpdate": () => ({ message: "We put in new, faster disks." }),
  "maintenances.deleteUpdate": nothing,
  "maintenances.restoreUpdate": nothing,
  "maintenances.previewWindow": ({ serviceId, maintenanceId }) => ({
    ...someNight,
    rrule: "FREQ=MONTHLY;BYDAY=1TU",
    serviceIds: [serviceId],
    exceptMaintenanceId: maintenanceId,
  }),
  "announcements.list": nothing,
  "announcements.create": ({ pageId }) => ({ pageId, title: "New office" }),
  "announcements.update": () => ({ title: "Newer office" }),
  "announcements.delete": nothing,
  "announcements.restore": nothing,
  "metrics.list": nothing,
  "metrics.create": () => ({ name: "Queue length", unit: "jobs", decimals: 1 }),
  "metrics.update": () => ({ name: "Slowest response" }),
  "metrics.remove": nothing,
  "metrics.addPoints": () => ({ points: [{ value: 4 }] }),
  "metrics.series": nothing,
  "subscribers.list": nothing,
  "subscribers.counts": nothing,
  "subscribers.create": ({ serviceId }) => ({
    email: newAddress(),
    choices: { ...everything, scope: { serviceIds: [serviceId], groupIds: [] } },
  }),
  "subscribers.update": ({ serviceId }) => ({
    choices: { ...everything, scope: { serviceIds: [serviceId], groupIds: [] } },
    language: "de",
  }),
  "subscribers.remove": nothing,
  "subscribers.resendConfirmation": nothing,
  "subscriberImports.list": nothing,
  "subscriberImports.get": nothing,
  "subscriberImports.preview": () => ({ csv: refusedFile.csv }),
  "subscriberImports.create": () => refusedFile,
  "subscriberImports.stop": nothing,
  "imports.list": nothing,
  "imports.get": nothing,
  "imports.create": ({ pageId }) => ({ pageId, ...nothingToBring }),
  "imports.start": nothing,
  "imports.stop": nothing,
  "notifications.list": nothing,
  "notifications.previewAudience": ({ incidentId, serviceId }) => ({
    kind: "incident_updated",
    storyId: incidentId,
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "notifications.preview": ({ incidentId, pageId, serviceId }) => ({
    kind: "incident_updated",
    pageId,
    storyId: incidentId,
    status: "identified",
    message: "A disk is full.",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "notifications.message": nothing,
  "notifications.recall": nothing,
  "notifications.resend": nothing,
  "deliveries.list": nothing,
  "deliveries.outbox": nothing,
  "deliveries.replay": nothing,
  "statusPages.putImage": () => ({ data: onePixel }),
  "statusPages.deleteImage": nothing,
  "statusPages.renewFeedToken": nothing,
  "pageDomains.list": nothing,
  "pageDomains.add": () => ({ host: newHost() }),
  "pageDomains.verify": nothing,
  "pageDomains.remove": nothing,
  "signIn.get": nothing,
  "signIn.update": () => ({
    auth0OrganizationId: `org_${randomUUID().replaceAll("-", "")}`,
    defaultRole: "responder",
  }),
  "scimTokens.list": nothing,
  "scimTokens.create": () => ({ name: "Entra" }),
  "scimTokens.revoke": nothing,
  "ssoProviders.list": nothing,
  "ssoProviders.create": someProvider,
  "ssoProviders.update": () => ({ name: "Acme’s directory" }),
  "ssoProviders.delete": nothing,
  "emailDomains.list": nothing,
  "emailDomains.add": () => ({ domain: newHost() }),
  "emailDomains.verify": nothing,
  "emailDomains.remove": nothing,
  "apiKeys.list": nothing,
  "apiKeys.create": () => ({ name: "Alerts", scopes: ["incidents:write"] }),
  "apiKeys.revoke": nothing,
  "events.list": nothing,
  "events.actors": nothing,
} satisfies Record<ProcedureName, (ids: Ids) => object | undefined>;

/** The body of a procedure, by the name that reflection found. */
export function exampleBody(name: string, ids: Ids): object | undefined {
  const bodies: Record<string, (ids: Ids) => object | undefined> = exampleBodies;
  const make = bodies[name];
  if (make === undefined) throw new Error(`${name} has no example`);
  return make(ids);
}

/** The address of a procedure with the things that it names. */
export function addressOf(path: string, organization: string, ids: Ids): string {
  const updateId = path.includes("{maintenanceId}") ? ids.maintenanceUpdateId : ids.updateId;
  const values: Record<string, string> = { organization, kind: imageKind, ...ids, updateId };
  return `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path} names a ${name} that has no example`);
    return value;
  })}`;
}
