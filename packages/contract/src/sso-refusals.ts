/** Why a sign-in by an organization's own provider came to nothing. Pages get the code in their address, and show the words. */
export const ssoRefusals = {
  sso_unknown:
    "There is no single sign-on for this address or organization. Sign in another way, or ask an admin of your organization.",
  sso_flow_unknown:
    "This sign-in was finished already, took longer than 10 minutes, or was begun in another browser. Start again.",
  sso_unsolicited: "Sign-in begins here, not at your provider. Write your work e-mail to go on.",
  sso_unreachable: "Your organization’s sign-in does not answer. Try again in a moment.",
  sso_misconfigured:
    "Fanal and your organization’s sign-in do not understand each other. Ask an admin of your organization to test it in Settings, Sign-in.",
  sso_answer_invalid:
    "What your organization’s sign-in answered could not be verified, so nobody was signed in. Start again; if it stays, tell an admin of your organization.",
  sso_answer_expired:
    "What your organization’s sign-in answered is too old, or of a clock that is wrong. Start again; if it stays, tell an admin of your organization.",
  sso_answer_replayed: "This answer was used already, so nobody was signed in. Start again.",
  sso_denied: "Your organization’s sign-in did not let you in. Ask whoever manages your account there.",
  sso_email_missing:
    "Your organization’s sign-in did not tell your e-mail address, and nobody gets in without one. Tell an admin of your organization.",
  sso_email_unverified:
    "Your organization’s sign-in has not verified your e-mail address. Confirm it there, then sign in again.",
  sso_domain_foreign:
    "Your e-mail address is of a domain that this organization has not verified, so its sign-in does not count for it. Tell an admin of your organization.",
  sso_deactivated:
    "The directory of this organization says that you no longer belong to it. Ask whoever manages your account there.",
  sso_account_moved:
    "Your account here has an address of another domain by now, so this sign-in does not lead to it any more. Sign in another way, and change the address back.",
} as const;

export type SsoRefusalCode = keyof typeof ssoRefusals;

export function isSsoRefusalCode(code: unknown): code is SsoRefusalCode {
  return typeof code === "string" && Object.hasOwn(ssoRefusals, code);
}
