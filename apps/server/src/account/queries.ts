import type { Me, Session } from "@fanal/contract";
import type { Database } from "@fanal/database";
import { listMemberships } from "../auth/memberships.ts";
import { findProfile } from "../auth/people.ts";
import { listSessions } from "../auth/sessions.ts";
import { viewOrganization } from "../organizations/queries.ts";
import { refuse } from "../refusals.ts";

export async function getMe(database: Database, userId: string): Promise<Me> {
  const profile = (await findProfile(database, userId)) ?? refuse("unauthorized");
  return { ...profile, organizations: (await listMemberships(database, userId)).map(viewOrganization) };
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
