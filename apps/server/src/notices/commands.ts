import { limits, type NoticeTarget } from "@fanal/contract";
import { brokenConstraint, deliveryChannel, type Tx } from "@fanal/database";
import { deliveries, newId, noticeMutes, notices, noticeTargets } from "@fanal/database/schema";
import {
  channelLabels,
  type Language,
  type NoticeChannel,
  type NoticeKind,
  noticeKinds,
} from "@fanal/domain";
import { and, eq, gt, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { type EndpointChannel, makeWebhookSecret, readEndpoint, renewWebhookSecret } from "../endpoints.ts";
import { type NewEvent, record } from "../events/record.ts";
import { allow, memberIdOf, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { getTeam } from "../teams/queries.ts";
import { noticeSender } from "./queries/compose.ts";
import { readRecipients, type TargetRow } from "./queries/recipients.ts";
import { getNoticeTarget } from "./queries/targets.ts";

/** Has a team told. The secret of a webhook is in this answer only, and not where a repeated request finds its own. */
export async function addNoticeTarget(
  context: OrganizationContext,
  input: {
    teamId: string | null;
    channel: NoticeChannel;
    url?: string | undefined;
    kinds: NoticeKind[];
    language: Language;
  },
): Promise<NoticeTarget & { secret: string | null }> {
  const { channel, teamId, language } = input;
  const secret = channel === "webhook" ? makeWebhookSecret() : null;
  let isAdded = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "team.write");
    if (teamId !== null) await getTeam(tx, teamId);
    await requireRoom(tx);
    const id = newId();
    const now = context.now();
    await orTaken(
      tx.db.insert(noticeTargets).values({
        organizationId: tx.organizationId,
        id,
        teamId,
        channel,
        ...endpointOf(context, { channel, url: input.url, id }),
        secret: secret && context.secretBox.seal(secret, { column: "notice_target.secret", rowId: id }),
        kinds: inOrder(input.kinds),
        language,
        createdAt: now,
        updatedAt: now,
      }),
    );
    await note(tx, context, { type: "notice_target.added", target: { id, teamId, channel } });
    isAdded = true;
    return getNoticeTarget(tx, id, context.actor);
  });
  return { ...view, secret: isAdded ? secret : null };
}

export function updateNoticeTarget(
  context: OrganizationContext,
  input: {
    noticeTargetId: string;
    url?: string | undefined;
    kinds?: NoticeKind[] | undefined;
    language?: Language | undefined;
    version?: number | undefined;
  },
): Promise<NoticeTarget> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const target = await lock(tx, input.noticeTargetId);
    refuseStale(target, input.version);
    const { url, language = target.language } = input;
    const kinds = inOrder(input.kinds ?? target.kinds);
    await orTaken(
      tx.db
        .update(noticeTargets)
        .set({
          ...(url === undefined ? {} : endpointOf(context, { channel: target.channel, url, id: target.id })),
          kinds,
          language,
          updatedAt: context.now(),
          version: sql`version + 1`,
        })
        .where(one(tx, target.id)),
    );
    await note(tx, context, {
      type: "notice_target.updated",
      target,
      data: {
        before: { kinds: target.kinds, language: target.language },
        after: { kinds, language, ...(url === undefined ? {} : { endpoint: "another" }) },
      },
    });
    return getNoticeTarget(tx, target.id, context.actor);
  });
}

export function removeNoticeTarget(
  context: OrganizationContext,
  input: { noticeTargetId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const target = await lock(tx, input.noticeTargetId);
    refuseStale(target, input.version);
    await note(tx, context, { type: "notice_target.removed", target });
    await tx.db.delete(noticeTargets).where(one(tx, target.id));
  });
}

/** Signs with another secret, and for a day with the one before, too. The new one is in this answer only. */
export async function renewNoticeSecret(
  context: OrganizationContext,
  input: { noticeTargetId: string },
): Promise<NoticeTarget & { secret: string | null; previousSecretEndsAt: string | null }> {
  let secret: string | null = null;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const target = await lock(tx, input.noticeTargetId);
    if (target.channel !== "webhook")
      refuse("bad_request", "Only what webhooks get is signed. Change the address of a chat instead.");
    const renewed = renewWebhookSecret(context, "notice_target", target);
    await tx.db
      .update(noticeTargets)
      .set({ ...renewed.stored, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, target.id));
    await note(tx, context, { type: "notice_target.secret_renewed", target });
    ({ secret } = renewed);
    const endsAt = renewed.stored.previousSecretEndsAt?.toISOString() ?? null;
    return { ...(await getNoticeTarget(tx, target.id, context.actor)), previousSecretEndsAt: endsAt };
  });
  return { ...view, secret };
}

/** Ends the mails of a target to whoever asks for it, or begins them again. Whether there are any to them does not matter. */
export function muteNotices(
  context: OrganizationContext,
  { noticeTargetId, isMuted }: { noticeTargetId: string; isMuted: boolean },
): Promise<NoticeTarget> {
  return context.inOrganization(async (tx) => {
    allow(context, "member.mute");
    const userId = memberIdOf(context);
    const target = await lock(tx, noticeTargetId);
    const { organizationId } = tx;
    const { rowCount } = isMuted
      ? await tx.db
          .insert(noticeMutes)
          .values({ organizationId, targetId: target.id, userId, createdAt: context.now() })
          .onConflictDoNothing()
      : await tx.db
          .delete(noticeMutes)
          .where(
            and(
              eq(noticeMutes.organizationId, organizationId),
              eq(noticeMutes.targetId, target.id),
              eq(noticeMutes.userId, userId),
            ),
          );
    if (rowCount !== 0)
      await note(tx, context, { type: isMuted ? "notice_target.muted" : "notice_target.unmuted", target });
    return getNoticeTarget(tx, target.id, context.actor);
  });
}

const testMinutes = 10;

/** Sends a test on the way that notices take, to whoever gets those. It is tried once. */
export function testNoticeTarget(
  context: OrganizationContext,
  input: { noticeTargetId: string },
): Promise<NoticeTarget> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const target = await lock(tx, input.noticeTargetId);
    const userIds =
      target.channel === "email"
        ? (await readRecipients(tx))(target).told.map(({ userId }) => userId)
        : [null];
    if (userIds.length === 0)
      refuse("bad_request", "Nobody would get it. Add members to the team who have not muted it.");
    const now = context.now();
    await refuseTooManyTests(tx, target, now);
    const { organizationId } = tx;
    const noticeId = newId();
    await tx.db.insert(notices).values({
      organizationId,
      id: noticeId,
      kind: "test",
      message: {
        kind: "test",
        organization: await noticeSender(tx, context.url),
        incident: null,
        update: null,
        services: [],
        silentHours: null,
        at: now.toISOString(),
      },
      createdAt: now,
    });
    const { id: targetId, channel } = target;
    await tx.db.insert(deliveries).values(
      userIds.map((userId) => ({
        organizationId,
        id: newId(),
        noticeId,
        targetId,
        userId,
        channel,
        dueAt: now,
        expiresAt: now,
        createdAt: now,
      })),
    );
    await tx.db.execute(sql`select pg_notify(${deliveryChannel}, '')`);
    await note(tx, context, { type: "notice_target.tested", target });
    return getNoticeTarget(tx, target.id, context.actor);
  });
}

async function refuseTooManyTests(tx: Tx, target: TargetRow, now: Date): Promise<void> {
  const rows = await tx.db
    .selectDistinct({ id: notices.id })
    .from(deliveries)
    .innerJoin(
      notices,
      and(eq(notices.organizationId, deliveries.organizationId), eq(notices.id, deliveries.noticeId)),
    )
    .where(
      and(
        eq(deliveries.organizationId, tx.organizationId),
        eq(deliveries.targetId, target.id),
        eq(notices.kind, "test"),
        gt(deliveries.createdAt, new Date(now.getTime() - testMinutes * 60_000)),
      ),
    );
  if (rows.length >= limits.noticeTests)
    refuse(
      "rate_limited",
      `There were ${limits.noticeTests} tests in the last ${testMinutes} minutes. Wait a few minutes.`,
    );
}

/** What is stored of where an endpoint is: sealed, and what may be seen of it. */
function endpointOf(
  context: OrganizationContext,
  { channel, url, id }: { channel: NoticeChannel; url: string | undefined; id: string },
) {
  if (channel === "email") {
    if (url !== undefined) refuseUrl("Mails go to members and have no address of their own. Leave it out.");
    return { address: null, addressKey: null, endpoint: null };
  }
  const read = url === undefined ? "endpoint" : readEndpoint(context, channel, url);
  if (typeof read === "string") return refuseUrl(wordsOf(read, channel));
  return {
    address: read.shown,
    addressKey: read.key,
    endpoint: context.secretBox.seal(read.url, { column: "notice_target.endpoint", rowId: id }),
  };
}

function wordsOf(problem: string, channel: EndpointChannel): string {
  if (problem === "private")
    return "Only this machine or its own network can reach that address. Give one that is public.";
  if (problem === "not_theirs")
    return `This is no incoming webhook of ${channelLabels[channel]}. Copy the address that it shows you.`;
  return "Give the whole address, beginning with https://.";
}

function refuseUrl(message: string): never {
  return refuse("bad_request", message, [{ path: ["url"], message }]);
}

/** Locks the row, since two admins may decide on it at once. */
async function lock(tx: Tx, targetId: string): Promise<TargetRow> {
  const [target] = await tx.db.select().from(noticeTargets).where(one(tx, targetId)).for("update");
  return orNotFound(target);
}

function one(tx: Tx, targetId: string) {
  return and(eq(noticeTargets.organizationId, tx.organizationId), eq(noticeTargets.id, targetId));
}

/** Refuses one too many. Those who add some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 7))`);
  const count = await tx.db.$count(noticeTargets, eq(noticeTargets.organizationId, tx.organizationId));
  if (count >= limits.noticeTargets)
    refuse("limit_reached", `At most ${limits.noticeTargets} in one organization. Remove one first.`);
}

function inOrder(kinds: readonly NoticeKind[]): NoticeKind[] {
  return noticeKinds.filter((kind) => kinds.includes(kind));
}

async function orTaken(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (brokenConstraint(error) !== "notice_targets_once") throw error;
    refuse("name_taken", "There it is told already. Change that one.");
  }
}

/** The log names the channel and the team, not the endpoint: it could never be deleted from there. */
async function note(
  tx: Tx,
  context: OrganizationContext,
  {
    type,
    target: { id, teamId, channel },
    data = {},
  }: {
    type: NewEvent["type"];
    target: Pick<TargetRow, "id" | "teamId" | "channel">;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  const team = teamId === null ? null : (await getTeam(tx, teamId)).name;
  record(tx, context, { type, subjectId: id, data: { channel, teamId, team, ...data } });
}
