import { isRole, type Role, roles } from "@fanal/domain";
import { z } from "zod";

/** What an ID token says of somebody. Whatever is of another type than it should be counts as not said. */
export interface Auth0Claims {
  /** The same person at the tenant for ever. */
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
  /** The organization of Auth0 that they signed in to. */
  organizationId: string | null;
  /** The highest of their roles that Fanal knows; `null`: it knows none. `undefined`: the token has no such claim. */
  role: Role | null | undefined;
}

const text = z.string().min(1).nullable().catch(null);

/** Reads the claims of an ID token that was verified. */
export function readClaims(claims: Record<string, unknown>, rolesClaim: string): Auth0Claims {
  return {
    subject: z.string().min(1).max(255).parse(claims.sub),
    email: z.email().max(254).nullable().catch(null).parse(claims.email)?.toLowerCase() ?? null,
    isEmailVerified: claims.email_verified === true,
    name: text.parse(claims.name) ?? text.parse(claims.nickname),
    organizationId: text.parse(claims.org_id),
    role: highestRole(claims[rolesClaim]),
  };
}

function highestRole(claim: unknown): Role | null | undefined {
  if (claim === undefined) return undefined;
  const named = [claim].flat().filter((name) => typeof name === "string");
  const known = new Set(named.map((name) => name.toLowerCase()).filter(isRole));
  return roles.find((role) => known.has(role)) ?? null;
}
