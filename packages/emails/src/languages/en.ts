import { statusWords } from "@fanal/domain";

/**
 * What mails to subscribers say, in ICU message syntax. English is the catalogue that the others are measured by.
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
  ...statusWords.en,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Postmortem",
  "told.reminder": "Reminder",
  "told.rescheduled": "Rescheduled",
  "told.services": "Affected services",
  "told.started": "Started {time}",
  "told.resolved": "Resolved {time}",
  "told.window": "{start} to {end}",
  "told.promise": "Next update by {time}",
  "told.see_incident": "See the incident",
  "told.see_maintenance": "See the maintenance",
  "told.why": "You get this because this address follows the status page of {page}.",
  "told.manage": "Choose what you are told",
  "told.unsubscribe": "Unsubscribe",
  "told.shared":
    "Many read this mailbox, so it cannot be unsubscribed from here. Ask the people who run the page.",
  "stopped.subject": "{page} cannot reach {endpoint}",
  "stopped.title": "{endpoint} is not told any more",
  "stopped.text":
    "For a week it has taken nothing that the status page of {page} sent. Nothing more is sent there.",
  "stopped.gone":
    "It answered that it wants nothing more from the status page of {page}. Nothing more is sent there.",
  "stopped.said": "What it said last: {failure}",
  "stopped.button": "Look at it",
  "stopped.foot":
    "You get this because you answer for {endpoint}. To have it told again, subscribe it anew once it answers.",
  "layout.copy": "Or open this address:",
} as const;

export type MessageKey = keyof typeof en;
/** All that mails to subscribers say in one language. */
export type Catalogue = Record<MessageKey, string>;
