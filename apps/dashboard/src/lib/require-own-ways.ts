import { redirect } from "@tanstack/react-router";
import { auth0Offer } from "./auth0.ts";

/** For pages of passwords, links and codes: where everybody signs in with Auth0 they would lead nowhere. */
export function requireOwnWays(): void {
  if (auth0Offer() === "only") throw redirect({ to: "/sign-in", replace: true });
}
