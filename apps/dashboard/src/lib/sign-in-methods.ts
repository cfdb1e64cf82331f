import type { SignInMethod } from "@fanal/domain";

/** What people call the ways of signing in. */
export const methodNames: Record<SignInMethod, string> = {
  password: "Password",
  magic_link: "Link by mail",
  passkey: "Passkey",
  auth0: "Auth0",
  sso: "Single sign-on",
};
