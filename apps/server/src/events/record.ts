import type { Tx } from "@fanal/database";
import type { Actor } from "@fanal/database/schema";
import type { EventType } from "./types.ts";

export interface NewEvent {
  type: EventType;
  subjectId: string | null;
  /** Facts that a reader of the log needs beside the subject, for example what changed from what to what. */
  data?: Record<string, unknown>;
}

export interface RecordedBy {
  actor: Actor;
  now: () => Date;
  /** The address that the request came from; none for what no request did. */
  address?: string | null;
}

/** Records that something happened, in the transaction in which it happens. It gets its position at the commit. */
export function record(tx: Tx, by: RecordedBy, event: NewEvent): void {
  tx.pendingEvents.push({
    type: event.type,
    actor: by.actor,
    subjectId: event.subjectId,
    data: event.data ?? {},
    address: by.address ?? null,
    createdAt: by.now(),
  });
}
