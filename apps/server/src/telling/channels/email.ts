import type { Language, NotificationMessage } from "@fanal/domain";
import type { RenderedMail } from "@fanal/emails";
import {
  type PostOffice,
  UndeliverableError,
  UnreachableError,
  withoutAddresses,
} from "../../mail/post-office.ts";
import type { ChannelSender, LinksOf, Outcome } from "../channel.ts";
import type { ClaimedNotification } from "../claims.ts";

export interface EmailOptions {
  /** `null`: no mail server is set up. */
  office: PostOffice | null;
  linksOf: LinksOf;
}

/** Stand in what is rendered once for all who read the same language, and are replaced by each one's own. */
const placeholders = {
  manageUrl: "https://manage.subscription.invalid/",
  unsubscribeUrl: "https://unsubscribe.subscription.invalid/",
};
/** What is being sent at the same time, in a few languages each. */
const mostKept = 50;

/**
 * Hands mails in. `Message-ID` is that of the delivery, the same each time that it is tried: SMTP has nothing better to offer
 * where a server dies between the yes of the mail server and its note of it.
 */
export function createEmailSender({ office, linksOf }: EmailOptions): ChannelSender {
  const render = createRenderer();
  return {
    atOnce: 50,
    atOnceOfOne: 50,
    atRisk: 50,
    deliver: async (delivery, signal) => {
      if (office === null) return { result: "kept" };
      const { subscriber, message } = delivery;
      if (subscriber.address === null) return { result: "never", error: "The subscriber was removed." };
      const links = linksOf(subscriber, message.page);
      const { subject, html, text } = withLinks(await render(delivery), links);
      try {
        await office.handIn(
          {
            id: delivery.id,
            kind: "notification",
            recipient: subscriber.address,
            subject,
            html,
            text,
            createdAt: delivery.createdAt,
            senderName: message.page.senderName,
            replyTo: message.page.replyTo,
            unsubscribeUrl: subscriber.isShared ? null : links.unsubscribeUrl,
          },
          signal,
        );
        return { result: "sent" };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    deliverNotice: async ({ id, createdAt, message, mailbox, team }, signal) => {
      if (office === null) return { result: "kept" };
      if (mailbox === null) return { result: "never", error: "They are not to be told any more." };
      if (!mailbox.isProven) return { result: "never", error: "A member has not confirmed their address." };
      const { language, timeZone, email: recipient } = mailbox;
      const { renderMail } = await import("@fanal/emails");
      const rendered = await renderMail({ kind: "notice", message, team, language, timeZone });
      try {
        const mail = {
          id,
          kind: "notice",
          recipient,
          createdAt,
          senderName: null,
          replyTo: null,
          ...rendered,
        };
        await office.handIn(mail, signal);
        return { result: "sent" };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(thrown: unknown): Outcome {
  const error = withoutAddresses(thrown instanceof Error ? thrown.message : String(thrown));
  if (thrown instanceof UndeliverableError) return { result: "gone", error };
  if (thrown instanceof UnreachableError) return { result: "unreachable", error };
  return { result: "later", error };
}

type Links = ReturnType<LinksOf>;

function withLinks(
  { subject, html, text }: RenderedMail,
  { manageUrl, unsubscribeUrl }: Links,
): RenderedMail {
  const put = (rendered: string) =>
    rendered
      .replaceAll(placeholders.manageUrl, manageUrl)
      .replaceAll(placeholders.unsubscribeUrl, unsubscribeUrl);
  return { subject, html: put(html), text: put(text) };
}

/** Renders what all who are told the same in one language read, once. */
function createRenderer(): (delivery: ClaimedNotification) => Promise<RenderedMail> {
  const kept = new Map<string, Promise<RenderedMail>>();
  return ({ notificationId, message, subscriber: { language, isShared } }) => {
    const name = `${notificationId} ${language} ${isShared}`;
    const rendered = kept.get(name) ?? renderNotification(message, language, isShared);
    kept.delete(name);
    kept.set(name, rendered);
    rendered.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return rendered;
  };
}

async function renderNotification(
  message: NotificationMessage,
  language: Language,
  isShared: boolean,
): Promise<RenderedMail> {
  // Loaded behind everything that visitors wait for.
  const { renderMail } = await import("@fanal/emails");
  return renderMail({ kind: "notification", message, language, isShared, ...placeholders });
}
