import type { Reader } from "@fanal/database";
import { events } from "@fanal/database/schema";
import { and, asc, eq, gt } from "drizzle-orm";
import { type EventType, eventTypes, type FanalEvent } from "./types.ts";

/** The next events of an organization after a position, in order. */
export async function eventsAfter(reader: Reader, position: number, limit: number): Promise<FanalEvent[]> {
  const rows = await reader.db
    .select()
    .from(events)
    .where(and(eq(events.organizationId, reader.organizationId), gt(events.position, position)))
    .orderBy(asc(events.position))
    .limit(limit);
  return rows.map(({ organizationId, position, type, subjectId, data, createdAt }) => {
    if (!isEventType(type)) throw new Error(`Unknown event type ${type} at ${organizationId}/${position}`);
    return { organizationId, position, type, subjectId, data, createdAt };
  });
}

function isEventType(type: string): type is EventType {
  return eventTypes.some((known) => known === type);
}
