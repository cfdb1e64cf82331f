import type { ShownMessage } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { newId, notifications, statusPages } from "@fanal/database/schema";
import {
  type AffectedService,
  type Impact,
  type IncidentStatus,
  incidentStatuses,
  type Language,
  type MaintenanceStatus,
  maintenanceStatuses,
  type NotificationKind,
  type NotificationMessage,
} from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../../context.ts";
import { previewMarkdown } from "../../markdown.ts";
import { orNotFound, refuse } from "../../refusals.ts";
import { requireServices } from "../../services/queries.ts";
import type { Addresses } from "../../status-pages/queries/hosts.ts";
import { notificationFacts } from "../shapes/chat-message.ts";
import { discordMessage } from "../shapes/discord.ts";
import { microsoftTeamsMessage } from "../shapes/microsoft-teams.ts";
import { pushPayload } from "../shapes/push.ts";
import { slackMessage } from "../shapes/slack.ts";
import { webhookBody } from "../shapes/webhook.ts";
import { namedServices } from "./audience.ts";
import { compose, type RenderedSaid } from "./compose.ts";
import { readStory, type ToldStory } from "./story.ts";

/** What a composer holds. */
interface Written {
  kind: NotificationKind;
  pageId: string;
  storyId?: string | undefined;
  title?: string | undefined;
  status?: IncidentStatus | MaintenanceStatus | undefined;
  message: string;
  impact?: Impact | null | undefined;
  services?: AffectedService[] | undefined;
  serviceIds?: string[] | undefined;
  startsAt?: string | undefined;
  endsAt?: string | undefined;
  nextUpdateAt?: string | null | undefined;
  language?: Language | undefined;
}

/** How each channel will tell what is being written. */
export async function previewMessage(
  context: OrganizationContext & Addresses,
  written: Written,
): Promise<ShownMessage> {
  const now = context.now();
  // Before the transaction, which has better things to do than to wait for it.
  const said = { message: written.message, html: await previewMarkdown(written.message), at: now };
  // All of the answer is made in it: a request that is repeated with its key gets this one again.
  return context.inOrganization(async (reader) => {
    const { message, language } = await composeWritten(reader, written, said, context);
    return show(message, { language: written.language ?? language, at: now, mailFrom: context.mailFrom });
  });
}

async function composeWritten(
  reader: Reader,
  written: Written,
  text: Pick<RenderedSaid, "message" | "html" | "at">,
  addresses: Addresses,
) {
  const [found] = await reader.db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, reader.organizationId), eq(statusPages.id, written.pageId)));
  const page = orNotFound(found);
  await requireServices(reader, namedServices(written));
  const story = await storyOf(reader, written, text.at);
  const said = { ...text, id: newId(), status: written.status ?? null };
  const composed = await compose(reader, page, { kind: written.kind, story, said }, addresses);
  if (composed === null) refuse("bad_request", "This page shows none of the services. Choose another page.");
  return { message: composed.message, language: page.language };
}

/** How each channel told it. */
export async function shownNotification(
  reader: Reader,
  { notificationId, language }: { notificationId: string; language?: Language | undefined },
  mailFrom: string | null,
): Promise<ShownMessage> {
  const [found] = await reader.db
    .select({
      message: notifications.message,
      createdAt: notifications.createdAt,
      language: statusPages.language,
    })
    .from(notifications)
    .innerJoin(
      statusPages,
      and(
        eq(statusPages.organizationId, notifications.organizationId),
        eq(statusPages.id, notifications.pageId),
      ),
    )
    .where(
      and(eq(notifications.organizationId, reader.organizationId), eq(notifications.id, notificationId)),
    );
  const one = orNotFound(found);
  return show(one.message, { language: language ?? one.language, at: one.createdAt, mailFrom });
}

/** The story as it will be once what is written is posted. */
async function storyOf(reader: Reader, written: Written, now: Date): Promise<ToldStory> {
  const { kind, storyId, title = "", status } = written;
  const isMaintenance = kind.startsWith("maintenance_");
  const before =
    storyId === undefined
      ? null
      : orNotFound(
          await readStory(reader, { kind: isMaintenance ? "maintenance" : "incident", id: storyId }),
        );
  if (isMaintenance) {
    const row = before?.kind === "maintenance" ? before.row : null;
    const serviceIds = written.serviceIds ?? before?.affected.map(({ serviceId }) => serviceId) ?? [];
    return {
      kind: "maintenance",
      row: {
        id: row?.id ?? newId(),
        title: title === "" ? (row?.title ?? "") : title,
        status: maintenanceStatuses.find((one) => one === status) ?? row?.status ?? "scheduled",
        startsAt: dateOf(written.startsAt) ?? row?.startsAt ?? now,
        endsAt: dateOf(written.endsAt) ?? row?.endsAt ?? now,
      },
      affected: serviceIds.map((serviceId) => ({ serviceId, status: "under_maintenance" })),
    };
  }
  const row = before?.kind === "incident" ? before.row : null;
  const given = before?.kind === "incident" ? before.affected : [];
  const affected = new Map([...given, ...(written.services ?? [])].map((one) => [one.serviceId, one]));
  const state = incidentStatuses.find((one) => one === status) ?? row?.status ?? "investigating";
  return {
    kind: "incident",
    row: {
      id: row?.id ?? newId(),
      title: title === "" ? (row?.title ?? "") : title,
      status: state,
      impactOverride: written.impact === undefined ? (row?.impactOverride ?? null) : written.impact,
      startedAt: row?.startedAt ?? now,
      resolvedAt: state === "resolved" ? (row?.resolvedAt ?? now) : null,
      nextUpdateAt:
        written.nextUpdateAt === undefined
          ? (row?.nextUpdateAt ?? null)
          : (dateOf(written.nextUpdateAt) ?? null),
    },
    affected: [...affected.values()],
  };
}

/** By the same code that makes what is sent; each one's own links are the page's here. */
async function show(
  message: NotificationMessage,
  { language, at, mailFrom }: { language: Language; at: Date; mailFrom: string | null },
): Promise<ShownMessage> {
  // Loaded behind everything that visitors wait for.
  const { notificationWords, renderMail } = await import("@fanal/emails");
  const { url, senderName, replyTo } = message.page;
  const words = notificationWords(message, language);
  const chat = notificationFacts(message, words, url);
  const mail = await renderMail({
    kind: "notification",
    message,
    language,
    isShared: false,
    manageUrl: url,
    unsubscribeUrl: url,
  });
  return {
    email: { from: { name: senderName, address: mailFrom }, replyTo, ...mail },
    payloads: {
      webhook: JSON.stringify(webhookBody(message, at)),
      slack: JSON.stringify(slackMessage(chat)),
      discord: JSON.stringify(discordMessage(chat)),
      microsoft_teams: JSON.stringify(microsoftTeamsMessage(chat)),
      push: JSON.stringify(pushPayload({ message, words, language, managePath: "", key: "" })),
    },
  };
}

function dateOf(time: string | null | undefined): Date | undefined {
  return time == null ? undefined : new Date(time);
}
