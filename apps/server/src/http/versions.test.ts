import { contract, type Incident, type Postmortem } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { furnish, type IdName, type Ids, namedBy } from "./examples.fixture.ts";
import { proceduresOf } from "./test-helpers.ts";

let fanal: TestFanal;
let mara: Person;
let gita: Person;
let organization: string;
let ids: Ids;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  gita = await fanal.signUp("Gita Guest");
});

afterAll(() => fanal[Symbol.asyncDispose]());

async function found(named: readonly IdName[]) {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  ids = await furnish(mara.client, organization, gita, named);
}

const versioned = proceduresOf(contract).filter(({ inputFields }) => inputFields.includes("version"));

/** An organization with what requests of a procedure name, and with the draft that one of them calls an incident. */
function foundFor(name: string) {
  const procedure = versioned.find((one) => one.name === name);
  if (procedure === undefined) throw new Error(`${name} carries no version`);
  return found([...namedBy(procedure), ...(name === "incidents.publish" ? (["draftId"] as const) : [])]);
}

type Versioned = Promise<{ version: number; updatedAt?: string }>;

interface Write {
  read: () => Versioned;
  /** Writes `text` somewhere, having read `version`. */
  write: (text: string, version?: number) => Versioned;
}

const withVersion = (version: number | undefined) => (version === undefined ? {} : { version });

/** Every write that may carry the version it read. */
const writes: Record<string, () => Write> = {
  "organizations.update": () => ({
    read: async () => {
      const organizations = await mara.client.organizations.list();
      const found = organizations.find(({ slug }) => slug === organization);
      if (found === undefined) throw new Error("The organization is gone");
      return found;
    },
    write: (name, version) =>
      mara.client.organizations.update({ organization, name, ...withVersion(version) }),
  }),
  "teams.update": () => ({
    read: readTeam,
    write: (name, version) =>
      mara.client.teams.update({ organization, teamId: ids.teamId, name, ...withVersion(version) }),
  }),
  "noticeTargets.update": () => ({
    read: readNoticeTarget,
    write: (_, version) =>
      mara.client.noticeTargets.update({ ...oneNoticeTarget(), language: "de", ...withVersion(version) }),
  }),
  "heartbeats.update": () => ({
    read: readHeartbeat,
    write: (name, version) =>
      mara.client.heartbeats.update({ ...oneHeartbeat(), name, ...withVersion(version) }),
  }),
  "checks.update": () => ({
    read: readCheck,
    write: (name, version) => mara.client.checks.update({ ...oneCheck(), name, ...withVersion(version) }),
  }),
  "heartbeats.renewAddress": () => ({
    read: readHeartbeat,
    write: (_, version) =>
      mara.client.heartbeats.renewAddress({ ...oneHeartbeat(), ...withVersion(version) }),
  }),
  "alertSources.update": () => ({
    read: readAlertSource,
    write: (name, version) =>
      mara.client.alertSources.update({
        ...oneAlertSource(),
        name,
        settings: { kind: "grafana" },
        ...withVersion(version),
      }),
  }),
  "alertSources.renewAddress": () => ({
    read: readAlertSource,
    write: (_, version) =>
      mara.client.alertSources.renewAddress({ ...oneAlertSource(), ...withVersion(version) }),
  }),
  "alertSources.clear": () => ({
    read: readAlertSource,
    write: (_, version) => mara.client.alertSources.clear({ ...oneAlertSource(), ...withVersion(version) }),
  }),
  "services.update": () => ({
    read: readService,
    write: (name, version) =>
      mara.client.services.update({ organization, serviceId: ids.serviceId, name, ...withVersion(version) }),
  }),
  "services.setStatus": () => ({
    read: readService,
    write: (message, version) =>
      mara.client.services.setStatus({
        organization,
        serviceId: ids.serviceId,
        status: "partial_outage",
        message,
        ...withVersion(version),
      }),
  }),
  "serviceGroups.update": () => ({
    read: readGroup,
    write: (name, version) =>
      mara.client.serviceGroups.update({ organization, groupId: ids.groupId, name, ...withVersion(version) }),
  }),
  "incidents.update": () => ({
    read: readIncident,
    write: (title, version) =>
      mara.client.incidents.update({
        organization,
        incidentId: ids.incidentId,
        title,
        ...withVersion(version),
      }),
  }),
  "incidents.postUpdate": () => ({
    read: readIncident,
    write: (message, version) =>
      mara.client.incidents.postUpdate({
        organization,
        incidentId: ids.incidentId,
        status: "identified",
        message,
        ...withVersion(version),
      }),
  }),
  "incidents.editUpdate": () => ({
    read: readIncident,
    write: (message, version) =>
      mara.client.incidents.editUpdate({
        ...oneIncident(),
        updateId: ids.updateId,
        message,
        ...withVersion(version),
      }),
  }),
  "incidents.writePostmortem": () => ({
    read: readPostmortem,
    write: async (draft, version) =>
      postmortemOf(
        await mara.client.incidents.writePostmortem({ ...oneIncident(), draft, ...withVersion(version) }),
      ),
  }),
  "incidents.publishPostmortem": () => ({
    read: readPostmortem,
    write: async (_, version) =>
      postmortemOf(
        await mara.client.incidents.publishPostmortem({ ...oneIncident(), ...withVersion(version) }),
      ),
  }),
  "incidentTemplates.update": () => ({
    read: readTemplate,
    write: (name, version) =>
      mara.client.incidentTemplates.update({ ...oneTemplate(), name, ...withVersion(version) }),
  }),
  "ssoProviders.update": () => ({
    read: readProvider,
    write: (name, version) =>
      mara.client.ssoProviders.update({
        organization,
        providerId: ids.providerId,
        name,
        ...withVersion(version),
      }),
  }),
  "announcements.update": () => ({
    read: readAnnouncement,
    write: (title, version) =>
      mara.client.announcements.update({ ...oneAnnouncement(), title, ...withVersion(version) }),
  }),
  "metrics.update": () => ({
    read: readMetric,
    write: (name, version) => mara.client.metrics.update({ ...oneMetric(), name, ...withVersion(version) }),
  }),
  "subscribers.update": () => ({
    read: readSubscriber,
    write: (_, version) =>
      mara.client.subscribers.update({ ...oneSubscriber(), isShared: true, ...withVersion(version) }),
  }),
  "maintenances.update": () => ({
    read: readMaintenance,
    write: (title, version) =>
      mara.client.maintenances.update({ ...oneMaintenance(), title, ...withVersion(version) }),
  }),
  "maintenances.postUpdate": () => ({
    read: readMaintenance,
    write: (message, version) =>
      mara.client.maintenances.postUpdate({
        ...oneMaintenance(),
        status: "scheduled",
        message,
        ...withVersion(version),
      }),
  }),
  "maintenances.editUpdate": () => ({
    read: readMaintenance,
    write: (message, version) =>
      mara.client.maintenances.editUpdate({
        ...oneMaintenance(),
        updateId: ids.maintenanceUpdateId,
        message,
        ...withVersion(version),
      }),
  }),
  "statusPages.update": () => ({
    read: readPage,
    write: (name, version) =>
      mara.client.statusPages.update({ organization, pageId: ids.pageId, name, ...withVersion(version) }),
  }),
};

interface OneWayWrite {
  /** Makes what the write is done to, and tells its version. */
  version: () => Promise<number>;
  write: (version?: number) => Promise<unknown>;
  /** Whether the write has taken effect. */
  isDone: () => Promise<boolean>;
}

/** Every deletion, and what takes it back. */
const oneWayWrites: Record<string, () => OneWayWrite> = {
  "ssoProviders.delete": () => ({
    version: async () => (await readProvider()).version,
    write: (version) =>
      mara.client.ssoProviders.delete({ organization, providerId: ids.providerId, ...withVersion(version) }),
    isDone: async () => (await mara.client.ssoProviders.list({ organization })).length === 0,
  }),
  "organizations.delete": () => ({
    version: async () => (await mara.client.organizations.get({ organization })).version,
    write: (version) =>
      mara.client.organizations.delete({ organization, name: "Acme", ...withVersion(version) }),
    isDone: () => isGone(mara.client.organizations.get({ organization })),
  }),
  "services.delete": () => ({
    version: async () => (await readService()).version,
    write: (version) => mara.client.services.delete({ ...oneService(), ...withVersion(version) }),
    isDone: () => isGone(readService()),
  }),
  "services.restore": () => ({
    version: async () => {
      const { version } = await readService();
      await mara.client.services.delete(oneService());
      return version + 1;
    },
    write: (version) => mara.client.services.restore({ ...oneService(), ...withVersion(version) }),
    isDone: async () => !(await isGone(readService())),
  }),
  "teams.delete": () => ({
    version: async () => (await readTeam()).version,
    write: (version) =>
      mara.client.teams.delete({ organization, teamId: ids.teamId, ...withVersion(version) }),
    isDone: async () => (await mara.client.teams.list({ organization })).length === 0,
  }),
  "noticeTargets.remove": () => ({
    version: async () => (await readNoticeTarget()).version,
    write: (version) => mara.client.noticeTargets.remove({ ...oneNoticeTarget(), ...withVersion(version) }),
    isDone: async () => (await mara.client.noticeTargets.list({ organization })).length === 0,
  }),
  "heartbeats.delete": () => ({
    version: async () => (await readHeartbeat()).version,
    write: (version) => mara.client.heartbeats.delete({ ...oneHeartbeat(), ...withVersion(version) }),
    isDone: async () => (await mara.client.heartbeats.list({ organization })).length === 0,
  }),
  "checks.delete": () => ({
    version: async () => (await readCheck()).version,
    write: (version) => mara.client.checks.delete({ ...oneCheck(), ...withVersion(version) }),
    isDone: async () => (await mara.client.checks.list({ organization })).length === 0,
  }),
  "alertSources.delete": () => ({
    version: async () => (await readAlertSource()).version,
    write: (version) => mara.client.alertSources.delete({ ...oneAlertSource(), ...withVersion(version) }),
    isDone: async () => (await mara.client.alertSources.list({ organization })).length === 0,
  }),
  "serviceGroups.delete": () => ({
    version: async () => (await readGroup()).version,
    write: (version) =>
      mara.client.serviceGroups.delete({ organization, groupId: ids.groupId, ...withVersion(version) }),
    isDone: async () => (await mara.client.serviceGroups.list({ organization })).length === 0,
  }),
  "incidents.delete": () => ({
    version: async () => (await readIncident()).version,
    write: (version) => mara.client.incidents.delete({ ...oneIncident(), ...withVersion(version) }),
    isDone: () => isGone(readIncident()),
  }),
  "incidents.restore": () => ({
    version: async () => {
      const { version } = await readIncident();
      await mara.client.incidents.delete(oneIncident());
      return version + 1;
    },
    write: (version) => mara.client.incidents.restore({ ...oneIncident(), ...withVersion(version) }),
    isDone: async () => !(await isGone(readIncident())),
  }),
  "incidents.publish": () => ({
    version: async () => (await mara.client.incidents.get(oneDraft())).version,
    write: (version) => mara.client.incidents.publish({ ...oneDraft(), ...withVersion(version) }),
    isDone: async () => !(await mara.client.incidents.get(oneDraft())).isDraft,
  }),
  "incidents.discard": () => ({
    version: async () => (await mara.client.incidents.get(oneDraft())).version,
    write: (version) =>
      mara.client.incidents.discard({ organization, draftId: ids.draftId, ...withVersion(version) }),
    isDone: () => isGone(mara.client.incidents.get(oneDraft())),
  }),
  "incidents.deleteUpdate": () => ({
    version: async () => (await readIncident()).version,
    write: (version) =>
      mara.client.incidents.deleteUpdate({
        ...oneIncident(),
        updateId: ids.updateId,
        ...withVersion(version),
      }),
    isDone: async () => (await readIncident()).updates.every(({ id }) => id !== ids.updateId),
  }),
  "incidents.restoreUpdate": () => ({
    version: async () => {
      const { version } = await readIncident();
      await mara.client.incidents.deleteUpdate({ ...oneIncident(), updateId: ids.updateId });
      return version + 1;
    },
    write: (version) =>
      mara.client.incidents.restoreUpdate({
        ...oneIncident(),
        updateId: ids.updateId,
        ...withVersion(version),
      }),
    isDone: async () => (await readIncident()).updates.some(({ id }) => id === ids.updateId),
  }),
  "incidents.revertPostmortem": () => ({
    version: async () => postmortemOf(await mara.client.incidents.publishPostmortem(oneIncident())).version,
    write: (version) => mara.client.incidents.revertPostmortem({ ...oneIncident(), ...withVersion(version) }),
    isDone: async () => (await readPostmortem()).message === null,
  }),
  "incidentTemplates.delete": () => ({
    version: async () => (await readTemplate()).version,
    write: (version) => mara.client.incidentTemplates.delete({ ...oneTemplate(), ...withVersion(version) }),
    isDone: async () => (await mara.client.incidentTemplates.list({ organization })).length === 0,
  }),
  "announcements.delete": () => ({
    version: async () => (await readAnnouncement()).version,
    write: (version) => mara.client.announcements.delete({ ...oneAnnouncement(), ...withVersion(version) }),
    isDone: async () => (await mara.client.announcements.list({ organization })).length === 0,
  }),
  "announcements.restore": () => ({
    version: async () => {
      const { version } = await readAnnouncement();
      await mara.client.announcements.delete(oneAnnouncement());
      return version + 1;
    },
    write: (version) => mara.client.announcements.restore({ ...oneAnnouncement(), ...withVersion(version) }),
    isDone: async () => (await mara.client.announcements.list({ organization })).length === 1,
  }),
  "metrics.remove": () => ({
    version: async () => (await readMetric()).version,
    write: (version) => mara.client.metrics.remove({ ...oneMetric(), ...withVersion(version) }),
    isDone: async () => (await mara.client.metrics.list({ organization })).length === 0,
  }),
  "subscribers.remove": () => ({
    version: async () => (await readSubscriber()).version,
    write: (version) => mara.client.subscribers.remove({ ...oneSubscriber(), ...withVersion(version) }),
    isDone: async () => (await listSubscribers()).every(({ id }) => id !== ids.subscriberId),
  }),
  "maintenances.delete": () => ({
    version: async () => (await readMaintenance()).version,
    write: (version) => mara.client.maintenances.delete({ ...oneMaintenance(), ...withVersion(version) }),
    isDone: () => isGone(readMaintenance()),
  }),
  "maintenances.restore": () => ({
    version: async () => {
      const { version } = await readMaintenance();
      await mara.client.maintenances.delete(oneMaintenance());
      return version + 1;
    },
    write: (version) => mara.client.maintenances.restore({ ...oneMaintenance(), ...withVersion(version) }),
    isDone: async () => !(await isGone(readMaintenance())),
  }),
  "maintenances.deleteUpdate": () => ({
    version: async () => (await readMaintenance()).version,
    write: (version) =>
      mara.client.maintenances.deleteUpdate({
        ...oneMaintenance(),
        updateId: ids.maintenanceUpdateId,
        ...withVersion(version),
      }),
    isDone: async () => (await readMaintenance()).updates.length === 0,
  }),
  "maintenances.restoreUpdate": () => ({
    version: async () => {
      const { version } = await readMaintenance();
      await mara.client.maintenances.deleteUpdate({
        ...oneMaintenance(),
        updateId: ids.maintenanceUpdateId,
      });
      return version + 1;
    },
    write: (version) =>
      mara.client.maintenances.restoreUpdate({
        ...oneMaintenance(),
        updateId: ids.maintenanceUpdateId,
        ...withVersion(version),
      }),
    isDone: async () => (await readMaintenance()).updates.length === 1,
  }),
  "statusPages.delete": () => ({
    version: async () => (await readPage()).version,
    write: (version) =>
      mara.client.statusPages.delete({ organization, pageId: ids.pageId, ...withVersion(version) }),
    isDone: () => isGone(readPage()),
  }),
};

test("every write that may carry a version is tried", () => {
  expect(versioned.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(writes), ...Object.keys(oneWayWrites)].sort(),
  );
});

const stale = { code: "version_conflict", status: 409 };

describe.for(Object.entries(writes))("%s", ([name, make]) => {
  beforeAll(() => foundFor(name));

  test("with the version that was read is carried out and makes the next one", async () => {
    const { read, write } = make();
    const { version } = await read();
    expect((await write("One", version)).version).toBe(version + 1);
    expect((await read()).version).toBe(version + 1);
  });

  test("with an older version is refused and changes nothing", async () => {
    const { read, write } = make();
    const { version } = await read();
    const newest = await write("Two", version);
    await expect(write("Three", version)).rejects.toMatchObject(stale);
    await expect(write("Three", version + 5)).rejects.toMatchObject(stale);
    const after = await read();
    expect([after.version, after.updatedAt]).toEqual([newest.version, newest.updatedAt]);
  });

  test("without a version is carried out on whatever there is", async () => {
    const { read, write } = make();
    const { version } = await read();
    await write("Four");
    expect((await write("Five")).version).toBe(version + 2);
  });

  test("by ten people at once who read the same version happens once", async () => {
    const { read, write } = make();
    const { version } = await read();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => write(`Text ${index}`, version)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject(stale);
    expect((await read()).version).toBe(version + 1);
  });
});

describe.for(Object.entries(oneWayWrites))("%s", ([name, make]) => {
  beforeEach(() => foundFor(name));

  test("with another version is refused and changes nothing; with the one that was read it is carried out", async () => {
    const { version, write, isDone } = make();
    const newest = await version();
    await expect(write(newest + 1)).rejects.toMatchObject(stale);
    if (newest > 1) await expect(write(newest - 1)).rejects.toMatchObject(stale);
    expect(await isDone()).toBe(false);
    await write(newest);
    expect(await isDone()).toBe(true);
  });

  test("without a version is carried out on whatever there is", async () => {
    const { version, write, isDone } = make();
    await version();
    await write();
    expect(await isDone()).toBe(true);
  });
});

test("what is there already is not restored, and stays the version that it was", async () => {
  await found(["serviceId", "updateId", "maintenanceUpdateId"]);
  const [service, incident, maintenance] = [
    await readService(),
    await readIncident(),
    await readMaintenance(),
  ];
  expect(await mara.client.services.restore(oneService())).toEqual(service);
  expect(await mara.client.incidents.restore(oneIncident())).toEqual(incident);
  expect(await mara.client.maintenances.restore(oneMaintenance())).toEqual(maintenance);
  const { updateId, maintenanceUpdateId } = ids;
  expect(await mara.client.incidents.restoreUpdate({ ...oneIncident(), updateId })).toEqual(incident);
  expect(
    await mara.client.maintenances.restoreUpdate({ ...oneMaintenance(), updateId: maintenanceUpdateId }),
  ).toEqual(maintenance);
  const stalely = { version: service.version + 1 };
  await expect(mara.client.services.restore({ ...oneService(), ...stalely })).rejects.toMatchObject(stale);
});

test("a group that moves gives a new version to those that make place, and one that is deleted to its services", async () => {
  await found(["serviceId"]);
  const first = await readGroup();
  const second = await mara.client.serviceGroups.create({ organization, name: "Data" });
  const third = await mara.client.serviceGroups.create({ organization, name: "Edge" });
  await mara.client.serviceGroups.update({ organization, groupId: second.id, position: 0 });
  const groups = await mara.client.serviceGroups.list({ organization });
  expect(groups.map(({ id, position, version }) => [id, position, version])).toEqual([
    [second.id, 0, second.version + 1],
    [first.id, 1, first.version + 1],
    [third.id, 2, third.version],
  ]);
  const { version } = await readService();
  await mara.client.serviceGroups.delete({ organization, groupId: first.id });
  expect(await readService()).toMatchObject({ groupId: null, version: version + 1 });
});

describe("an order of all services", () => {
  beforeEach(() => found(["serviceId"]));

  test("that was decided on an older version of one of them is refused", async () => {
    const { id: second } = await mara.client.services.create({ organization, name: "Web" });
    const read = await mara.client.services.list({ organization });
    const order = (versions: boolean) =>
      read
        .toReversed()
        .map(({ id, version }) => ({ serviceId: id, groupId: null, ...(versions ? { version } : {}) }));
    await mara.client.services.reorder({ organization, services: order(true) });
    const moved = await mara.client.services.list({ organization });
    expect(moved.map(({ id }) => id)).toEqual([second, ids.serviceId]);
    await expect(mara.client.services.reorder({ organization, services: order(true) })).rejects.toMatchObject(
      stale,
    );
    const again = await mara.client.services.reorder({ organization, services: order(false) });
    expect(again).toEqual(moved);
  });

  test("that leaves out one which was added meanwhile is refused", async () => {
    const known = [{ serviceId: ids.serviceId, groupId: null }];
    const added = await mara.client.services.create({ organization, name: "Web" });
    await expect(mara.client.services.reorder({ organization, services: known })).rejects.toMatchObject(
      stale,
    );
    const services = [{ serviceId: added.id, groupId: ids.groupId }, ...known];
    const ordered = await mara.client.services.reorder({ organization, services });
    expect(ordered.map(({ id, groupId, position }) => ({ serviceId: id, groupId, position }))).toEqual(
      services.map((service, position) => ({ ...service, position })),
    );
  });

  test("that names one which was deleted meanwhile, or one twice, is refused", async () => {
    const { id: serviceId } = await mara.client.services.create({ organization, name: "Web" });
    const first = { serviceId: ids.serviceId, groupId: null };
    const twice = mara.client.services.reorder({ organization, services: [first, first] });
    await expect(twice).rejects.toMatchObject(stale);
    await mara.client.services.delete({ organization, serviceId });
    const gone = mara.client.services.reorder({
      organization,
      services: [first, { serviceId, groupId: null }],
    });
    await expect(gone).rejects.toMatchObject(stale);
  });
});

function oneService() {
  return { organization, serviceId: ids.serviceId };
}

function oneIncident() {
  return { organization, incidentId: ids.incidentId };
}

function oneDraft() {
  return { organization, incidentId: ids.draftId };
}

function oneTemplate() {
  return { organization, templateId: ids.templateId };
}

function oneSubscriber() {
  return { organization, subscriberId: ids.subscriberId };
}

function oneAnnouncement() {
  return { organization, announcementId: ids.announcementId };
}

function postmortemOf({ postmortem }: Incident): Postmortem {
  if (postmortem === null) throw new Error("The postmortem is gone");
  return postmortem;
}

async function readPostmortem() {
  return postmortemOf(await readIncident());
}

async function readTemplate() {
  const [template] = await mara.client.incidentTemplates.list({ organization });
  if (template === undefined) throw new Error("The template is gone");
  return template;
}

async function listSubscribers() {
  return (await mara.client.subscribers.list({ organization, pageId: ids.pageId })).items;
}

async function readSubscriber() {
  const subscriber = (await listSubscribers()).find(({ id }) => id === ids.subscriberId);
  if (subscriber === undefined) throw new Error("The subscriber is gone");
  return subscriber;
}

async function readAnnouncement() {
  const [announcement] = await mara.client.announcements.list({ organization });
  if (announcement === undefined) throw new Error("The announcement is gone");
  return announcement;
}

function oneMetric() {
  return { organization, metricId: ids.metricId };
}

async function readMetric() {
  const [metric] = await mara.client.metrics.list({ organization });
  if (metric === undefined) throw new Error("The metric is gone");
  return metric;
}

function readService() {
  return mara.client.services.get(oneService());
}

async function readTeam() {
  const [team] = await mara.client.teams.list({ organization });
  if (team === undefined) throw new Error("The team is gone");
  return team;
}

function oneNoticeTarget() {
  return { organization, noticeTargetId: ids.noticeTargetId };
}

async function readNoticeTarget() {
  const [target] = await mara.client.noticeTargets.list({ organization });
  if (target === undefined) throw new Error("The target is gone");
  return target;
}

function oneCheck() {
  return { organization, checkId: ids.checkId };
}

function readCheck() {
  return mara.client.checks.get(oneCheck());
}

function oneHeartbeat() {
  return { organization, heartbeatId: ids.heartbeatId };
}

async function readHeartbeat() {
  const [heartbeat] = await mara.client.heartbeats.list({ organization });
  if (heartbeat === undefined) throw new Error("The heartbeat is gone");
  return heartbeat;
}

function oneAlertSource() {
  return { organization, alertSourceId: ids.alertSourceId };
}

async function readAlertSource() {
  const [source] = await mara.client.alertSources.list({ organization });
  if (source === undefined) throw new Error("The source is gone");
  return source;
}

async function readProvider() {
  const [provider] = await mara.client.ssoProviders.list({ organization });
  if (provider === undefined) throw new Error("The provider is gone");
  return provider;
}

async function readGroup() {
  const groups = await mara.client.serviceGroups.list({ organization });
  const group = groups.find(({ id }) => id === ids.groupId);
  if (group === undefined) throw new Error("The group is gone");
  return group;
}

function readIncident() {
  return mara.client.incidents.get(oneIncident());
}

function oneMaintenance() {
  return { organization, maintenanceId: ids.maintenanceId };
}

function readMaintenance() {
  return mara.client.maintenances.get(oneMaintenance());
}

function readPage() {
  return mara.client.statusPages.get({ organization, pageId: ids.pageId });
}

async function isGone(read: Promise<unknown>): Promise<boolean> {
  try {
    await read;
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: "not_found" });
    return true;
  }
}
