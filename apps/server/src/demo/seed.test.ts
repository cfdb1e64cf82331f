import { asSystem, connect, type Database, inOrganization } from "@fanal/database";
import { member } from "@fanal/database/auth-schema";
import {
  announcements,
  heartbeats,
  incidents,
  incidentTemplates,
  incidentUpdates,
  maintenances,
  metricPoints,
  metrics,
  postmortems,
  serviceGroups,
  services,
  statusPages,
  subscribers,
  teams,
} from "@fanal/database/schema";
import { accessOfMember } from "@fanal/domain";
import { createTestDatabase } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { declareIncident } from "../incidents/commands.ts";
import { createOrganization } from "../organizations/commands.ts";
import { roomsOver } from "../rooms.fixture.ts";
import { measureDemo } from "./pulse.ts";
import { seedDemo } from "./seed.ts";
import { demoHistory } from "./story.ts";

function count(database: Database): Promise<Record<string, number>> {
  return asSystem(database, "count what a demo made", async (db) => ({
    teams: await db.$count(teams),
    members: await db.$count(member),
    groups: await db.$count(serviceGroups),
    services: await db.$count(services),
    incidents: await db.$count(incidents),
    updates: await db.$count(incidentUpdates),
    postmortems: await db.$count(postmortems),
    templates: await db.$count(incidentTemplates),
    maintenances: await db.$count(maintenances),
    heartbeats: await db.$count(heartbeats),
    subscribers: await db.$count(subscribers),
    announcements: await db.$count(announcements),
    metrics: await db.$count(metrics),
    points: await db.$count(metricPoints),
    pages: await db.$count(statusPages),
  }));
}

function lastMessageOfTheStory(): string {
  const update = demoHistory.at(-1)?.updates.at(-1);
  if (update === undefined) throw new Error("the story has no end");
  return update.message;
}

function open(url: string): Database {
  return connect({ url, role: null, maxConnections: 4, name: "test", onError: () => {} });
}

test("where acme is somebody else's already, and tells the same story, the demo is made beside it and tells its own address", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  await using database = open(own.url);
  const { context, auth } = roomsOver(database);
  const login = { email: "wile@acme.example", password: "a long fall, a sign" };
  const { user: founder } = await auth.api.signUpEmail({ body: { ...login, name: "Wile" } });
  const theirs = await createOrganization(
    { ...context, founder, idempotencyKey: null },
    { name: "Acme", slug: "acme" },
  );
  await declareIncident(
    {
      ...context,
      actor: { kind: "member", id: founder.id, name: founder.name },
      access: accessOfMember("owner", []),
      signedInBy: null,
      address: null,
      organization: { ...theirs, createdAt: new Date(theirs.createdAt) },
      inOrganization: async (work) => (await inOrganization(database, theirs.id, work)).result,
    },
    {
      title: "Anvils late",
      status: "resolved",
      impact: null,
      message: lastMessageOfTheStory(),
      services: [],
    },
  );
  expect(await seedDemo(context, auth)).toBe("acme-2");
  expect(await seedDemo(context, auth)).toBe("acme-2");
  expect(await count(database)).toMatchObject({ services: 12, pages: 2 });
});

test("a demo whose page was deleted has no address to tell", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  await using database = open(own.url);
  const { context, auth } = roomsOver(database);
  expect(await seedDemo(context, auth)).toBe("acme");
  await asSystem(database, "delete the demo's page", (db) => db.delete(statusPages));
  expect(await seedDemo(context, auth)).toBeNull();
});

test("a demo that was cut off again and again becomes whole, and is made once", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  await using database = open(own.url);
  const whole = {
    teams: 3,
    members: 5,
    groups: 4,
    services: 12,
    incidents: 14,
    updates: 36,
    postmortems: 2,
    templates: 3,
    maintenances: 3,
    heartbeats: 1,
    subscribers: 7,
    announcements: 1,
    metrics: 1,
    points: 4_027,
    pages: 1,
  };
  let cuts = 0;
  for (let allowed = 1; JSON.stringify(await count(database)) !== JSON.stringify(whole); allowed += 23) {
    let readings = 0;
    const untilCut = () => {
      if (++readings > allowed) throw new Error("cut off");
      return new Date();
    };
    const { context, auth } = roomsOver(database, untilCut);
    await seedDemo(context, auth).catch(() => cuts++);
  }
  expect(cuts).toBeGreaterThan(3);
  const { context, auth } = roomsOver(database);
  await seedDemo(context, auth);
  expect(await count(database)).toEqual(whole);
  const later = roomsOver(database, () => new Date(Date.now() + 10 * 60_000));
  for (let times = 0; times < 2; times++) await measureDemo(later.context);
  // Those of the 23 minutes before its end, and of the ten minutes since.
  expect((await count(database)).points).toBe(whole.points + 6);
});
