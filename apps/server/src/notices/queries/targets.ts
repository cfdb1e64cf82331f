import type { NoticeTarget } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { type Actor, noticeTargets } from "@fanal/database/schema";
import { asc, eq, sql } from "drizzle-orm";
import { orNotFound } from "../../refusals.ts";
import { type Mailbox, type Recipients, readRecipients, type TargetRow } from "./recipients.ts";

/** Where teams are told, in the order in which it was set up, as somebody sees it. */
export async function listNoticeTargets(tx: Tx, viewer: Actor): Promise<NoticeTarget[]> {
  const rows = await tx.db
    .select()
    .from(noticeTargets)
    .where(eq(noticeTargets.organizationId, tx.organizationId))
    .orderBy(asc(noticeTargets.createdAt), asc(noticeTargets.id));
  const lastOf = await lastDeliveries(tx);
  const recipientsOf = await readRecipients(tx);
  return rows.map((row) => {
    const recipients = row.channel === "email" ? recipientsOf(row) : null;
    return viewTarget(row, recipients, viewer, lastOf.get(row.id) ?? null);
  });
}

export async function getNoticeTarget(tx: Tx, targetId: string, viewer: Actor): Promise<NoticeTarget> {
  return orNotFound((await listNoticeTargets(tx, viewer)).find(({ id }) => id === targetId));
}

function viewTarget(
  row: TargetRow,
  recipients: Recipients | null,
  viewer: Actor,
  lastDelivery: NoticeTarget["lastDelivery"],
): NoticeTarget {
  const { id, teamId, channel, address, kinds, language, version, createdAt, updatedAt } = row;
  const isViewer = ({ userId }: Mailbox) => viewer.kind === "member" && userId === viewer.id;
  const isMuted = recipients?.mutedBy.some(isViewer) === true;
  return {
    id,
    teamId,
    channel,
    address,
    kinds,
    language,
    members: recipients?.told.length ?? null,
    isMuted: isMuted || recipients?.told.some(isViewer) === true ? isMuted : null,
    lastDelivery,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

type LastRow = {
  target: string;
  kind: NonNullable<NoticeTarget["lastDelivery"]>["kind"];
  waiting: boolean;
  arrived: boolean;
  kept: boolean;
  missed: number;
  deliveredAt: string | null;
  failingSince: string | null;
  queuedAt: string;
  failure: string | null;
  retryAt: string | null;
};

/** What became of the newest notice to each target. It fails since the first that did not arrive after the last that did. */
async function lastDeliveries(tx: Tx): Promise<Map<string, NoticeTarget["lastDelivery"]>> {
  const isMissed = sql`in ('failed', 'given_up', 'bounced')`;
  const isOfTarget = sql`d.organization_id = t.organization_id and d.target_id = t.id`;
  const { rows } = await tx.db.execute<LastRow>(sql`
    select t.id as target, newest.kind, newest.waiting, newest.arrived, newest.kept, newest.missed,
      to_json(newest.delivered_at) #>> '{}' as "deliveredAt",
      to_json(newest.queued_at) #>> '{}' as "queuedAt",
      to_json(newest.retry_at) #>> '{}' as "retryAt",
      to_json(missed.since) #>> '{}' as "failingSince",
      newest.failure
    from notice_targets t
    cross join lateral (
      select d.notice_id from deliveries d where ${isOfTarget} order by d.created_at desc, d.id desc limit 1
    ) last
    cross join lateral (
      select n.kind,
        bool_or(d.state = 'queued') as waiting, bool_or(d.state = 'sent') as arrived, bool_or(d.state = 'kept') as kept,
        count(*) filter (where d.state ${isMissed})::int as missed,
        max(d.sent_at) as delivered_at, min(d.created_at) as queued_at, max(d.error) as failure,
        min(d.due_at) filter (where d.state = 'failed') as retry_at
      from deliveries d join notices n on n.organization_id = d.organization_id and n.id = d.notice_id
      where ${isOfTarget} and d.notice_id = last.notice_id group by n.kind
    ) newest
    left join lateral (
      select d.created_at as at from deliveries d
      where ${isOfTarget} and d.sent_at is not null order by d.created_at desc limit 1
    ) taken on true
    left join lateral (
      select min(d.created_at) as since from deliveries d
      where ${isOfTarget} and d.state ${isMissed} and d.created_at >= coalesce(taken.at, '-infinity')
    ) missed on true
    where t.organization_id = ${tx.organizationId}`);
  return new Map(rows.map((row) => [row.target, viewLast(row)]));
}

function viewLast(row: LastRow): NoticeTarget["lastDelivery"] {
  const { kind, failure, missed } = row;
  const iso = (time: string) => new Date(time).toISOString();
  const quiet = { kind, missed: 0, failure: null, retryAt: null, at: iso(row.queuedAt) };
  const failed = { kind, failure, retryAt: row.retryAt && iso(row.retryAt) };
  if (row.waiting) return { ...quiet, state: "waiting" };
  if (row.arrived) {
    const at = iso(row.deliveredAt ?? row.queuedAt);
    return missed === 0
      ? { ...quiet, state: "delivered", at }
      : { ...failed, state: "delivered", missed, at };
  }
  if (row.kept) return { ...quiet, state: "kept" };
  if (missed > 0)
    return { ...failed, state: "failing", missed: 0, at: iso(row.failingSince ?? row.queuedAt) };
  return { ...quiet, state: "overtaken" };
}
