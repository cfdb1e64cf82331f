/** Why a sign-in with Auth0 came to nothing. The sign-in page gets the code in its address, and shows the words. */
export const auth0Refusals = {
  auth0_flow_unknown:
    "This sign-in was finished already, took longer than 10 minutes, or was begun in another browser. Start again.",
  auth0_unreachable: "Auth0 does not answer. Try again in a moment.",
  auth0_misconfigured:
    "Fanal and Auth0 do not understand each other. Ask whoever runs this server to run “npm run auth0:check”.",
  auth0_answer_invalid:
    "What Auth0 answered could not be verified, so nobody was signed in. Start again; if it stays, tell whoever runs this server.",
  auth0_denied: "Auth0 did not let you in. Ask whoever manages your account there.",
  auth0_invitation_invalid:
    "Auth0 does not take this invitation: it was used already, has expired, or was withdrawn. Ask for another one.",
  auth0_not_a_member:
    "Auth0 says that you are not a member of this organization. Ask one of its admins to invite you.",
  auth0_deactivated:
    "The directory of this organization says that you no longer belong to it. Ask whoever manages your account there.",
  auth0_wrong_organization:
    "Auth0 signed you in to another organization than the one that was asked for. Start again from its own page.",
  auth0_organization_unknown:
    "No organization here is linked to the one that Auth0 named. Ask its admin to link them in Settings, Sign-in.",
  auth0_link_unproven:
    "This organization is not signed in to through Auth0 yet: first one of its owners or admins has to come this way, with a role at Auth0 that is no less and that its tokens say. If that is you, sign in with the address that you are a member by, or see “Roles” in the guide to Auth0.",
  auth0_email_missing: "Auth0 did not tell your e-mail address, and nobody gets in without one.",
  auth0_email_unverified:
    "Auth0 has not verified your e-mail address yet. Confirm it by the mail that Auth0 sent you, then sign in again.",
} as const;

export type Auth0RefusalCode = keyof typeof auth0Refusals;

export function isAuth0RefusalCode(code: unknown): code is Auth0RefusalCode {
  return typeof code === "string" && Object.hasOwn(auth0Refusals, code);
}
