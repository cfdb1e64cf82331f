import type { Me, Session } from "@fanal/contract";
import type { Database } from "@fanal/database";
import type { Comer } from "../auth/admission.ts";
import { listMemberships } from "../auth/memberships.ts";
import { findProfile } from "../auth/people.ts";
import { listSessions } from "../auth/sessions.ts";
import { viewMembership } from "../organizations/queries.ts";
import { refuse } from "../refusals.ts";

export async function getMe(database: Database, { id, signedInBy }: Comer): Promise<Me> {
  const profile = (await findProfile(database, id)) ?? refuse("unauthorized");
  const memberships = await listMemberships(database, id);
  return { ...profile, organizations: memberships.map((one) => viewMembership(one, signedInBy)) };
}

export async function mySessions(
  database: Database,
  { id, sessionId }: { id: string; sessionId: string },
): Promise<Session[]> {
  return (await listSessions(database, id)).map(({ createdAt, usedAt, ...session }) => ({
    ...session,
    isCurrent: session.id === sessionId,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt.toISOString(),
  }));
}
