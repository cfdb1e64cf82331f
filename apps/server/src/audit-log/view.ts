import type { AuditEvent } from "@fanal/contract";
import type { events } from "@fanal/database/schema";

export function viewEvent(row: typeof events.$inferSelect): AuditEvent {
  const { position, type, actor, subjectId, data, address, createdAt, hash } = row;
  return {
    position,
    type,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    subjectId,
    subjectName: nameIn(data) ?? nameIn(data.after) ?? nameIn(data.before),
    data,
    address,
    createdAt: createdAt.toISOString(),
    hash: hash.toString("hex"),
  };
}

/** How people call what an event is about, by the first of these that its data has. */
const names = ["name", "title", "host", "domain", "email"];

function nameIn(data: unknown): string | null {
  if (typeof data !== "object" || data === null) return null;
  const facts = new Map<string, unknown>(Object.entries(data));
  for (const name of names) {
    const value = facts.get(name);
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}
