import { connect, type Database, inOrganization, migrate } from "@fanal/database";
import { newId } from "@fanal/database/schema";
import { createTestDatabase, type TestDatabase } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { record } from "../events/record.ts";
import { type Head, verifyLogs } from "./verify.ts";

const by = { actor: { kind: "system", id: null, name: "Test" } as const, now: () => new Date() };
const refused = /append-only/;

let own: TestDatabase;
/** As a superuser, who owns all tables. */
let owner: Database;
let database: Database;
let organization: string;

beforeAll(async () => {
  own = await createTestDatabase(inject("clusterUrl"));
  const { role } = await migrate(own.url);
  const open = (as: string | null) =>
    connect({ url: own.url, role: as, maxConnections: 4, name: "test", onError: () => {} });
  owner = open(null);
  database = open(role);
});

beforeEach(async () => {
  organization = await found();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await owner[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

/** An organization of which there is nothing but its log, of five events. */
async function found(): Promise<string> {
  const id = newId();
  await owner.pool.query(
    "insert into auth.organization (id, name, slug, created_at) values ($1, 'Log', $2, now())",
    [id, id],
  );
  await owner.pool.query("insert into event_logs (organization_id) values ($1)", [id]);
  for (let index = 0; index < 5; index++) await append(id, { index, name: "Zoë 🔥" });
  return id;
}

function append(id: string, data: Record<string, unknown>) {
  return inOrganization(database, id, async (tx) =>
    record(tx, by, { type: "service.updated", subjectId: null, data }),
  );
}

/** Does what an attacker with all rights to the database could do. */
async function tamper(statement: string): Promise<void> {
  await owner.pool.query("alter table events disable trigger user");
  try {
    await owner.pool.query(statement, statement.includes("$1") ? [organization] : []);
  } finally {
    await owner.pool.query(`
      alter table events enable always trigger events_chained;
      alter table events enable always trigger events_append_only;
      alter table events enable always trigger events_never_truncated`);
  }
}

async function findings(kept: Head[] = []) {
  return (await verifyLogs(database, kept)).findings.filter(
    (finding) => finding.kind === "unguarded" || finding.organizationId === organization,
  );
}

test.for([
  "update events set data = '{}' where organization_id = $1",
  "update events set hash = '' where organization_id = $1 and position = 2",
  "delete from events where organization_id = $1",
])("nobody rewrites the log, not even the owner of its table: %s", async (statement) => {
  await expect(owner.pool.query(statement, [organization])).rejects.toThrow(refused);
  const whileReplicating = `begin; set local session_replication_role = replica; ${statement.replace("$1", `'${organization}'`)}; commit`;
  // Without foreign keys, which are triggers too, the rows of other tables go alone.
  if (statement.includes(" events ")) {
    await expect(owner.pool.query(whileReplicating)).rejects.toThrow(refused);
    await owner.pool.query("rollback");
  }
  expect(await findings()).toEqual([]);
});

test.for([
  "delete from event_logs where organization_id = $1",
  "delete from auth.organization where id = $1",
])("what the log hangs on does not go without it: %s", async (statement) => {
  await expect(owner.pool.query(statement, [organization])).rejects.toThrow(
    /violates foreign key constraint/,
  );
  expect(await findings()).toEqual([]);
});

test("nobody empties the log", async () => {
  await expect(owner.pool.query("truncate events")).rejects.toThrow(refused);
  await expect(owner.pool.query("truncate event_logs cascade")).rejects.toThrow(refused);
  expect(await findings()).toEqual([]);
});

test("to say that an organization is being deleted opens its log only once it is gone", async () => {
  const client = await owner.pool.connect();
  const other = await found();
  await client.query("begin");
  await client.query("select set_config('fanal.erasing', $1, true)", [organization]);
  await client.query("savepoint before");
  await expect(client.query("delete from events where organization_id = $1", [organization])).rejects.toThrow(
    refused,
  );
  await client.query("rollback to before");
  await client.query("delete from auth.organization where id = $1", [other]);
  await expect(client.query("delete from events where organization_id = $1", [other])).rejects.toThrow(
    refused,
  );
  await client.query("rollback to before");
  await client.query("delete from auth.organization where id = $1", [organization]);
  await client.query("savepoint gone");
  await expect(client.query("set constraints all immediate")).rejects.toThrow(
    /violates foreign key constraint/,
  );
  await client.query("rollback to gone");
  await client.query("delete from events where organization_id = $1", [organization]);
  await client.query("commit");
  client.release();
  const { rows } = await owner.pool.query("select from events where organization_id = $1", [organization]);
  expect(rows).toEqual([]);
});

test("a log as it was written is found whole, and its head is told", async () => {
  const { heads } = await verifyLogs(database);
  const { rows } = await owner.pool.query(
    "select encode(hash, 'hex') as hash from events where organization_id = $1 and position = 5",
    [organization],
  );
  expect(heads).toContainEqual({ organizationId: organization, position: 5, hash: rows[0].hash });
  expect(await findings()).toEqual([]);
});

test.for([
  [
    "what happened is altered",
    "update events set data = '{}' where organization_id = $1 and position = 3",
    3,
  ],
  [
    "when it happened is altered",
    "update events set created_at = created_at + interval '1 ms' where organization_id = $1 and position = 1",
    1,
  ],
  [
    "who did it is altered",
    `update events set actor = '{"id":null,"kind":"system","name":"Eve"}' where organization_id = $1 and position = 5`,
    5,
  ],
  [
    "from where is altered",
    "update events set address = '192.0.2.1' where organization_id = $1 and position = 4",
    4,
  ],
  [
    "a hash is altered",
    "update events set hash = sha256('x') where organization_id = $1 and position = 2",
    2,
  ],
] as const)("the position is named where %s", async ([, statement, position]) => {
  await tamper(statement);
  expect(await findings()).toEqual([{ kind: "altered", organizationId: organization, position }]);
});

test.for([
  ["the first", 1],
  ["one in the middle", 3],
  ["the last", 5],
] as const)("an event that was removed is missed: %s", async ([, position]) => {
  await tamper(`delete from events where organization_id = $1 and position = ${position}`);
  expect(await findings()).toEqual([{ kind: "missing", organizationId: organization, position }]);
});

test("an event that was removed is found though those after it moved up", async () => {
  await tamper("delete from events where organization_id = $1 and position = 3");
  await tamper("update events set position = 3 where organization_id = $1 and position = 4");
  await tamper("update events set position = 4 where organization_id = $1 and position = 5");
  await owner.pool.query("update event_logs set position = 4 where organization_id = $1", [organization]);
  expect(await findings()).toEqual([{ kind: "altered", organizationId: organization, position: 3 }]);
});

test("an event that was inserted is found", async () => {
  await tamper("update events set position = position + 10 where organization_id = $1 and position > 2");
  await tamper("update events set position = position - 9 where organization_id = $1 and position > 10");
  await tamper(`insert into events select organization_id, 3, type, actor, subject_id, '{"sly": true}', created_at, address, hash
    from events where organization_id = $1 and position = 2`);
  await owner.pool.query("update event_logs set position = 6 where organization_id = $1", [organization]);
  expect(await findings()).toEqual([{ kind: "altered", organizationId: organization, position: 3 }]);
});

test("events in another order are found", async () => {
  await tamper("update events set position = 99 where organization_id = $1 and position = 2");
  await tamper("update events set position = 2 where organization_id = $1 and position = 3");
  await tamper("update events set position = 3 where organization_id = $1 and position = 99");
  expect(await findings()).toEqual([{ kind: "altered", organizationId: organization, position: 2 }]);
});

test("a log that was chained anew as a whole is found by a head that was kept elsewhere", async () => {
  const kept = (await verifyLogs(database)).heads.filter((head) => head.organizationId === organization);
  await append(organization, { later: true });
  expect(await findings(kept)).toEqual([]);
  await tamper("update events set data = '{}' where organization_id = $1 and position = 2");
  await tamper(`with recursive chain as (
      select e.position, event_hash(null, e) as hash from events e where organization_id = $1 and position = 1
      union all
      select e.position, event_hash(chain.hash, e) from chain join events e
        on e.organization_id = $1 and e.position = chain.position + 1)
    update events e set hash = chain.hash from chain
    where e.organization_id = $1 and e.position = chain.position`);
  expect(await findings()).toEqual([]);
  expect(await findings(kept)).toEqual([{ kind: "differs", organizationId: organization, position: 5 }]);
});

test("a guard that was switched off is named, and so is a log that is gone with its organization", async () => {
  const kept = { organizationId: newId(), position: 7, hash: "0".repeat(64) };
  await owner.pool.query("alter table events disable trigger events_append_only");
  const { findings: found } = await verifyLogs(database, [kept]);
  await owner.pool.query("alter table events enable always trigger events_append_only");
  expect(found).toContainEqual({ kind: "unguarded", trigger: "events_append_only" });
  expect(found).toContainEqual({ kind: "missing", organizationId: kept.organizationId, position: 7 });
});
