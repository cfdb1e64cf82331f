import { randomUUID } from "node:crypto";
import { connect, type Database, migrate } from "@fanal/database";
import { createTestDatabase, startTestCluster } from "@fanal/testing";
import { sql } from "drizzle-orm";

/** Services that stand in one group. */
const groupSize = 20;
/** Times that each service was not operational, and incidents of the organization, in 90 days. */
const troubles = 2;
const incidents = 30;

export interface LargePage extends AsyncDisposable {
  /** As the server's readers see it. */
  database: Database;
  organizationId: string;
  pageId: string;
  serviceIds: string[];
  incidentId: string;
}

/** A page with so many services and 90 days of history, in a database of its own. */
export async function prepareLargePage(services: number): Promise<LargePage> {
  await using prepared = new AsyncDisposableStack();
  const cluster = prepared.use(await startTestCluster());
  const { url } = prepared.use(await createTestDatabase(cluster.url));
  const { role } = await migrate(url);
  const open = (as: string | null) =>
    prepared.use(
      connect({ url, role: as, maxConnections: 4, name: "fanal bench", onError: () => undefined }),
    );
  const owner = open(null);
  const organizationId = randomUUID();
  const pageId = randomUUID();
  const { rows } = await fill(owner, { organizationId, pageId, services });
  const database = open(role);
  const kept = prepared.move();
  return {
    database,
    organizationId,
    pageId,
    serviceIds: rows.flatMap(({ kind, id }) => (kind === "service" ? [id] : [])),
    incidentId: rows.find(({ kind }) => kind === "incident")?.id ?? "",
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Written by the database itself: a hundred thousand requests to the API would take longer than the benchmark. */
async function fill(
  { db }: Database,
  { organizationId, pageId, services }: { organizationId: string; pageId: string; services: number },
) {
  await db.execute(sql`
    insert into auth.organization (id, name, slug, created_at)
    values (${organizationId}, 'Large', ${organizationId}, now())`);
  await db.execute(sql`insert into event_logs (organization_id) values (${organizationId})`);
  await db.execute(sql`
    insert into service_groups (organization_id, id, name, position, created_at, updated_at)
    select ${organizationId}, gen_random_uuid(), 'Group ' || place, place, now(), now()
    from generate_series(0, ${Math.ceil(services / groupSize) - 1}::int) place`);
  await db.execute(sql`
    insert into services
      (organization_id, id, group_id, name, description, position, status_since, created_at, updated_at)
    select ${organizationId}, gen_random_uuid(), g.id, 'Service ' || place, 'Region ' || place, place,
      now() - interval '200 days', now() - interval '200 days', now()
    from generate_series(0, ${services - 1}::int) place
    join service_groups g on g.organization_id = ${organizationId} and g.position = place / ${groupSize}`);
  await db.execute(sql`
    insert into status_pages
      (organization_id, id, name, slug, time_zone, adds_new_services, created_at, updated_at)
    values (${organizationId}, ${pageId}, 'Large', 'large', 'Europe/Berlin', false, now(), now())`);
  await db.execute(sql`
    insert into status_page_services (organization_id, page_id, service_id, position)
    select ${organizationId}, ${pageId}, id, position from services where organization_id = ${organizationId}`);
  // Between two troubles it was operational, as the log has it.
  await db.execute(sql`
    insert into status_changes (organization_id, id, service_id, status, started_at, ended_at, reason)
    select ${organizationId}, gen_random_uuid(), s.id, part.status,
      now() - (part.from_day * interval '1 day') + s.position * interval '1 minute',
      case when part.to_day is null then null
        else now() - (part.to_day * interval '1 day') + s.position * interval '1 minute' end,
      '{"kind": "manual", "message": null}'
    from services s, (
      select 'operational' as status, 80.0 - 30 * n as from_day, 50.2 - 30 * n as to_day
      from generate_series(0, ${troubles - 2}::int) n
      union all select case when n % 2 = 0 then 'partial_outage' else 'major_outage' end, 80.2 - 30 * n, 80.0 - 30 * n
      from generate_series(0, ${troubles - 1}::int) n
      union all select 'operational', 80.0 - 30 * ${troubles - 1}::int, null
    ) part
    where s.organization_id = ${organizationId}`);
  await db.execute(sql`
    insert into incidents (organization_id, id, title, status, started_at, resolved_at, published_at, created_at, updated_at)
    select ${organizationId}, gen_random_uuid(), 'Slow answers in region ' || n, 'resolved',
      now() - n * interval '3 days', now() - n * interval '3 days' + interval '4 hours', now(), now(), now()
    from generate_series(1, ${incidents}::int) n`);
  await db.execute(sql`
    insert into incident_services (organization_id, incident_id, service_id, status)
    select ${organizationId}, i.id, s.id, 'partial_outage'
    from (select id, row_number() over (order by started_at) as n from incidents
      where organization_id = ${organizationId}) i
    join services s on s.organization_id = ${organizationId} and s.position % 20 = i.n % 20`);
  await db.execute(sql`
    insert into incident_updates (organization_id, id, incident_id, status, message, services, author, created_at)
    select ${organizationId}, gen_random_uuid(), i.id, part.status, part.message, '[]',
      '{"kind": "system", "id": null, "name": "Bench"}', i.started_at + part.after
    from incidents i, (values
      ('investigating', 'We see slow answers and are looking for the cause.', interval '0'),
      ('identified', 'A disk is full. We are making **room**.', interval '1 hour'),
      ('resolved', 'This is resolved. Everything works as usual.', interval '4 hours')
    ) part(status, message, after)
    where i.organization_id = ${organizationId}`);
  await db.execute(sql`analyze`);
  return db.execute<{ kind: string; id: string }>(sql`
    select 'service' as kind, id, position from services where organization_id = ${organizationId}
    union all select 'incident', id, 0 from incidents where organization_id = ${organizationId}
    order by position`);
}
