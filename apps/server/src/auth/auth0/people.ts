import type { Transaction } from "@fanal/database";
import { findProvided, linkOrMake, lockProvided, type Person } from "../provided-people.ts";
import type { Auth0Claims } from "./claims.ts";
import { refuseSignIn } from "./refusal.ts";

const providerId = "auth0";

/** The person that Auth0 knows by this subject. */
export function findPerson(db: Transaction, subject: string): Promise<Person | null> {
  return findProvided(db, { providerId, subject });
}

/**
 * The person whom Auth0 vouches for: whoever came from there before, otherwise whoever has the address that Auth0 has
 * verified, otherwise somebody new. Whether the address has an account here changes nothing about who is refused.
 */
export async function findOrMakePerson(db: Transaction, claims: Auth0Claims, now: Date): Promise<Person> {
  const { subject, email, name } = claims;
  await lockProvided(db, [`${providerId} ${subject}`, email ?? ""]);
  const known = await findPerson(db, subject);
  if (known !== null) return known;
  if (email === null) return refuseSignIn("auth0_email_missing");
  if (!claims.isEmailVerified) return refuseSignIn("auth0_email_unverified");
  return linkOrMake(db, { providerId, subject, email, name }, now);
}
