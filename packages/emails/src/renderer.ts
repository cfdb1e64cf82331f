import type { Language, NoticeMessage, NotificationMessage, Role } from "@fanal/domain";

/** How whoever gets a mail reads it. */
export interface Reader {
  language: Language;
  /** IANA: times are told on its clock. */
  timeZone: string;
}

/** The status page that writes to its subscribers. */
export interface SendingPage {
  name: string;
  /** `#rrggbb` that can be read on white; `null` for Fanal's own. */
  accent: string | null;
  /** Shown in the place of the name, on a tile of its own. */
  logo?: { url: string; width: number; height: number } | null;
}

/**
 * What each kind of mail needs to know. Links are whole addresses, made from `FANAL_URL` and never from a request. Text
 * that people typed is put as text, never as markup.
 */
export interface MailFacts {
  /** Somebody is asked into an organization. */
  invitation: Reader & { organization: string; inviter: string; role: Role; link: string; expiresAt: Date };
  /** An address is to be confirmed after somebody signed up with it. */
  verify_address: Reader & { link: string; validMinutes: number };
  /** Somebody signed up with an address that has an account: its owner is told, whoever signed up is not. */
  address_taken: Reader & { signInLink: string; resetLink: string };
  reset_password: Reader & { link: string; validMinutes: number };
  magic_link: Reader & { link: string; validMinutes: number };
  /** Sent to the old address: nothing changes until it is confirmed there. */
  approve_new_address: Reader & { newAddress: string; link: string; validMinutes: number };
  /** Sent to the new address, once the old one agreed. */
  verify_new_address: Reader & { link: string; validMinutes: number };
  /** Tells the owner of an account what was changed, so that a change by somebody else is noticed. */
  account_changed: Reader & { change: AccountChange; at: Date; address: string | null; resetLink: string };
  /** Somebody asked that an address is told of a page; `endpoint`: it answers for that, and is not told itself. */
  confirm_subscription: {
    language: Language;
    page: SendingPage;
    endpoint: string | null;
    link: string;
    validDays: number;
  };
  /** Somebody asked so for an address that is told already: only its owner learns that. */
  /** An endpoint takes nothing any more, and is not asked again: whoever answers for it is told. */
  endpoint_stopped: {
    language: Language;
    page: SendingPage;
    endpoint: string;
    /** Whether it said so itself; otherwise it has taken nothing for a week. */
    wantsNothing: boolean;
    failure: string;
    link: string;
  };
  /** What a subscriber is told of an incident or a maintenance. */
  notification: {
    language: Language;
    message: NotificationMessage;
    manageUrl: string;
    unsubscribeUrl: string;
    /** Many read the mailbox: none of them can unsubscribe it. */
    isShared: boolean;
  };
  /** What a member of a team is told of an incident; `team` is `null` where the whole organization is told. */
  notice: Reader & { message: NoticeMessage; team: string | null };
  already_subscribed: { language: Language; page: SendingPage; link: string };
}

export type AccountChange =
  | "password_changed"
  | "address_changed"
  | "two_factor_enabled"
  | "two_factor_disabled"
  | "passkey_added"
  | "passkey_removed";

export type MailKind = keyof MailFacts;

/** One mail to be written, with what its kind needs to know. */
export type Mail = { [Kind in MailKind]: { kind: Kind } & MailFacts[Kind] }[MailKind];

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/*
 * What the built renderer gives to the server. Declared apart from the messages, so that who imports the built file needs
 * no JSX in its own type check; `render.tsx` is checked against it.
 */
export declare function renderMail(mail: Mail): Promise<RenderedMail>;

/** What is said in one language of something that happened, for channels that show it in a form of their own. */
export interface ChatWords {
  /** `[Acme] Identified: Webhook deliveries delayed` */
  subject: string;
  /** What it is called: the state, or "Reminder". */
  state: string;
  servicesTitle: string;
  services: { name: string; status: string; sign: string }[];
  times: string[];
  promise: string | null;
  see: string;
  manage: string;
}

/** Of a notification. */
export interface NotificationWords extends ChatWords {
  why: string;
  unsubscribe: string;
  /** In the place of a link to unsubscribe. */
  shared: string;
}

/** Of a notice to a team. */
export interface NoticeWords extends ChatWords {
  title: string;
  /** Of a test, what it is; `null` otherwise. */
  test: string | null;
}

export declare function notificationWords(
  message: NotificationMessage,
  language: Language,
): NotificationWords;

export declare function noticeWords(message: NoticeMessage, reader: Reader): NoticeWords;
