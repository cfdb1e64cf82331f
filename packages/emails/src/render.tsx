import { render, toPlainText } from "@react-email/components";
import type { ReactNode } from "react";
import type { Message } from "./message.ts";
import { accountChanged } from "./messages/account-changed.tsx";
import { addressTaken } from "./messages/address-taken.tsx";
import { alreadySubscribed } from "./messages/already-subscribed.tsx";
import { approveNewAddress } from "./messages/approve-new-address.tsx";
import { confirmSubscription } from "./messages/confirm-subscription.tsx";
import { endpointStopped } from "./messages/endpoint-stopped.tsx";
import { invitation } from "./messages/invitation.tsx";
import { notice } from "./messages/notice.tsx";
import { notification } from "./messages/notification.tsx";
import { timedLink } from "./messages/timed-link.tsx";
import type * as renderer from "./renderer.ts";

export { noticeWords } from "./notice-words.ts";
export { notificationWords } from "./notification-words.ts";

const messages: { [Kind in renderer.MailKind]: Message<Kind> } = {
  invitation,
  verify_address: timedLink("verify_address"),
  address_taken: addressTaken,
  reset_password: timedLink("reset_password"),
  magic_link: timedLink("magic_link", "magic_link.subject"),
  approve_new_address: approveNewAddress,
  verify_new_address: timedLink("verify_new_address"),
  account_changed: accountChanged,
  confirm_subscription: confirmSubscription,
  already_subscribed: alreadySubscribed,
  notification,
  notice,
  endpoint_stopped: endpointStopped,
};

/** Capitals instead of a larger font would be shouting. */
const plainText = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

export const renderMail: typeof renderer.renderMail = async (mail) => {
  const { subject, body } = written(mail.kind, mail);
  const html = await render(body);
  return { subject: oneLine(subject), html, text: toPlainText(html, plainText) };
};

/** Ties the facts of a kind to how that kind is written, which the compiler cannot see through a union. */
function written<Kind extends renderer.MailKind>(
  kind: Kind,
  facts: renderer.MailFacts[Kind],
): { subject: string; body: ReactNode } {
  const { subject, Body } = messages[kind];
  return { subject: subject(facts), body: Body(facts) };
}

/** A subject is one line of a header, whatever the names in it are. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
