import { statusWords } from "@fanal/domain";

/**
 * What mails say, in ICU message syntax. English is the catalogue that the others are measured by. `{duration}` stands for how
 * long something goes on ("for 1 hour"), `{moment}` for a date with its time.
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
  "impact.none": "None",
  "impact.minor": "Minor",
  "impact.major": "Major",
  "impact.critical": "Critical",
  "notice.opened": "Incident opened",
  "notice.missed": "Promised update is late",
  "notice.silent": "No update for {duration}",
  "notice.test": "Test",
  "notice.test_title": "Notices arrive here",
  "notice.test_text": "Somebody tried whether notices of {organization} arrive. There is nothing to do.",
  "notice.impact": "Impact: {impact}",
  "notice.open_for": "Open for {duration}",
  "notice.promised": "The next update was promised by {time}.",
  "notice.post": "Post an update",
  "notice.open": "Open Fanal",
  "notice.manage": "Change notices",
  "notice.why_team": "You get this because you are in team {team} of {organization}.",
  "notice.why_all": "You get this because you can post updates in {organization}.",
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

  "duration.hours": "{count, plural, one {# hour} other {# hours}}",
  "duration.minutes": "{count, plural, one {# minute} other {# minutes}}",
  "role.owner": "owner",
  "role.admin": "admin",
  "role.responder": "responder",
  "role.viewer": "viewer",
  "invitation.subject": "Join {organization} on Fanal",
  "invitation.preview": "{inviter} invites you to {organization}.",
  "invitation.title": "{inviter} invites you to {organization}",
  "invitation.action": "Accept invitation",
  "invitation.body":
    "{organization} runs its status pages with Fanal. You join as {role}. The invitation is for this address only, works once and ends on {moment}.",
  "invitation.foot":
    "You get this because somebody typed your address. If you do not know them, ignore it: nothing happens.",
  "verify_address.title": "Confirm your e-mail address",
  "verify_address.preview": "One step, and your account is ready.",
  "verify_address.action": "Confirm address",
  "verify_address.body":
    "You are asked for the password that you chose. Then your account is ready. The link works for {duration}.",
  "verify_address.foot":
    "You get this because somebody made an account of Fanal with your address. If it was not you, ignore it: without you the account stays shut.",
  "address_taken.title": "You already have an account",
  "address_taken.preview": "Somebody signed up with your address.",
  "address_taken.action": "Sign in",
  "address_taken.body":
    "Somebody signed up with this address, which has an account already. Nothing was changed. If it was you, sign in, or <reset>set a new password</reset>.",
  "address_taken.foot":
    "You get this because somebody signed up to Fanal with your address. If it was not you, there is nothing to do: they were not told that you have an account.",
  "reset_password.title": "Set a new password",
  "reset_password.preview": "The link works once, for {duration}.",
  "reset_password.action": "Set new password",
  "reset_password.body":
    "The link works once, for {duration}. With the new password you are signed out everywhere else.",
  "reset_password.foot":
    "You get this because somebody asked for a new password for your account. If it was not you, ignore it: your password stays as it is.",
  "magic_link.subject": "Your link to sign in",
  "magic_link.preview": "It works once, for {duration}.",
  "magic_link.title": "Sign in to Fanal",
  "magic_link.action": "Sign in",
  "magic_link.body": "The link works once, for {duration}.",
  "magic_link.foot":
    "You get this because somebody asked for a link to sign in with your address. If it was not you, ignore it, and pass it on to nobody: whoever has it can sign in.",
  "approve_new_address.title": "Change your e-mail address?",
  "approve_new_address.preview": "To {newAddress}.",
  "approve_new_address.action": "Change address",
  "approve_new_address.body":
    "From then on you sign in with {newAddress}. Once you agree here, a second mail asks there; only then is it changed. The link works for {duration}.",
  "approve_new_address.foot":
    "You get this because somebody who is signed in to your account asked for it. If it was not you, do not follow the link, and set a new password.",
  "verify_new_address.title": "Confirm your new e-mail address",
  "verify_new_address.preview": "One step, and you sign in with this address.",
  "verify_new_address.action": "Confirm address",
  "verify_new_address.body": "From then on you sign in with this address. The link works for {duration}.",
  "verify_new_address.foot":
    "You get this because somebody wants to use your address for their account of Fanal. If it was not you, ignore it: nothing is changed.",
  "account_changed.password_changed": "Your password was changed",
  "account_changed.address_changed": "Your e-mail address was changed",
  "account_changed.two_factor_enabled": "Your second factor was turned on",
  "account_changed.two_factor_disabled": "Your second factor was turned off",
  "account_changed.passkey_added": "A passkey was added to your account",
  "account_changed.passkey_removed": "A passkey was removed from your account",
  "account_changed.action": "It was not me",
  "account_changed.when": "On {moment}.",
  "account_changed.when_from": "On {moment}, from the address {address}.",
  "account_changed.body":
    "If it was you, there is nothing to do. If not, set a new password now: that ends every session.",
  "account_changed.foot": "You get this because it concerns the security of your account of Fanal.",
} as const;

export type MessageKey = keyof typeof en;
/** All that mails to subscribers say in one language. */
export type Catalogue = Record<MessageKey, string>;
