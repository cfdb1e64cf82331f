import type { SignInMethod } from "@fanal/domain";
import { auth0Offer } from "./auth0.ts";

/** What people call the ways of signing in. */
export const methodNames: Record<SignInMethod, string> = {
  password: "Password",
  magic_link: "Link by mail",
  passkey: "Passkey",
  auth0: "Auth0",
  sso: "Single sign-on",
};

/** Whether somebody can sign in so on this server, to an organization that has a provider of its own or not. */
export function isPossible(method: SignInMethod, { hasProvider }: { hasProvider: boolean }): boolean {
  if (method === "auth0") return auth0Offer() !== null;
  if (auth0Offer() === "only") return false;
  return method !== "sso" || hasProvider;
}
