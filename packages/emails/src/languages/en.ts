/**
 * What mails to subscribers say, in ICU message syntax. English is the catalogue that the others are measured by. Mails to
 * people with an account are written in English alone, as the dashboard is.
 */
export const en = {
  "confirm.subject": "Confirm updates from {page}",
  "confirm.title": "Do you want updates from {page}?",
  "confirm.email":
    "Somebody asked that this address is told when something is wrong, and when it is right again.",
  "confirm.endpoint":
    "Somebody asked that {endpoint} is told when something is wrong, and when it is right again, and named you as the one who answers for it.",
  "confirm.valid":
    "Nothing is sent before you confirm. The link works for {days, plural, one {# day} other {# days}}.",
  "confirm.button": "Confirm",
  "confirm.foot":
    "You get this because somebody typed this address on the status page of {page}. If it was not you, ignore it: nothing more is sent.",
  "subscribed.subject": "You get updates from {page}",
  "subscribed.title": "You get updates from {page} already",
  "subscribed.text":
    "Somebody asked for updates again with this address. Nothing was changed by it. What you are told of is yours to choose.",
  "subscribed.button": "Choose or unsubscribe",
  "subscribed.foot":
    "You get this because somebody typed this address on the status page of {page}. Pass the link on to nobody: whoever has it can change your choices.",
  "layout.copy": "Or open this address:",
} as const;

export type MessageKey = keyof typeof en;
/** All that mails to subscribers say in one language. */
export type Catalogue = Record<MessageKey, string>;
