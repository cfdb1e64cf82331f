import { type Incident, incidentInput, incidentUpdateInput } from "@fanal/contract";
import { useSyncExternalStore } from "react";
import { z } from "zod";
import { api } from "../../../lib/api.ts";
import { codeOf, sentenceOf } from "../../../lib/errors.ts";
import { keepOwn, ownName, readOwn } from "../../../lib/own-storage.ts";

/** Sent again byte for byte: a default that was filled in would be another request under the same key. */
const asSent = <Shape extends z.ZodType>(shape: Shape) =>
  z.custom<z.input<Shape>>((value) => shape.safeParse(value).success);

const heldWrite = z.object({
  id: z.string().describe("Its `Idempotency-Key`: however often it is sent, it has one effect"),
  organization: z.string().describe("The address of the organization"),
  title: z.string().describe("Of the incident"),
  heldAt: z.string(),
  mayHaveArrived: z.boolean().describe("It was on its way when the connection was lost"),
  problem: z
    .object({ words: z.string(), isConflict: z.boolean() })
    .nullable()
    .describe("Why the server did not take it; `null`: it was not asked yet"),
  write: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("declare"), input: asSent(incidentInput) }),
    z.object({ kind: z.literal("update"), incidentId: z.string(), input: asSent(incidentUpdateInput) }),
  ]),
});
export type HeldWrite = z.infer<typeof heldWrite>;

const name = "held-writes";
const listeners = new Set<() => void>();
/** The same array until something changes, as React asks for. */
let shown: { text: string; writes: HeldWrite[] } = { text: "", writes: [] };

/** What was written and did not reach the server, oldest first: kept in this browser until it does, or is taken back. */
export function heldWrites(): HeldWrite[] {
  const writes = readOwn(name, z.array(heldWrite)) ?? [];
  const text = JSON.stringify(writes);
  if (text !== shown.text) shown = { text, writes };
  return shown.writes;
}

export function useHeldWrites(): HeldWrite[] {
  return useSyncExternalStore(subscribe, heldWrites);
}

function subscribe(listener: () => void): () => void {
  // Another window may send or take back, too.
  const hear = ({ key }: StorageEvent) => key === ownName(name) && listener();
  listeners.add(listener);
  window.addEventListener("storage", hear);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", hear);
  };
}

function change(edit: (writes: HeldWrite[]) => HeldWrite[]): void {
  const writes = edit(heldWrites());
  keepOwn(name, writes.length === 0 ? null : writes);
  for (const listener of listeners) listener();
}

/** Keeps a write that got no answer, to be sent by itself once there is a connection. */
export function hold(write: Pick<HeldWrite, "id" | "organization" | "title" | "write">): void {
  const held: HeldWrite = {
    ...write,
    heldAt: new Date().toISOString(),
    mayHaveArrived: navigator.onLine,
    problem: null,
  };
  change((writes) => [...writes.filter(({ id }) => id !== held.id), held]);
}

export function letGo(id: string): void {
  change((writes) => writes.filter((one) => one.id !== id));
}

/** Sends it on top of whatever came between: another act, so under another key. */
export function sendOnTop(id: string): void {
  change((writes) =>
    writes.map((one) =>
      one.id !== id || one.write.kind !== "update"
        ? one
        : {
            ...one,
            id: crypto.randomUUID(),
            problem: null,
            write: { ...one.write, input: { ...one.write.input, version: undefined } },
          },
    ),
  );
}

/** The server remembers for a day what it took under a key. */
const keptMs = 23 * 3_600_000;
const tooOld = "It waited for more than a day. Look whether visitors read it already.";
/** Said of the server and the connection, not of what was sent. */
const passing: readonly (string | null)[] = [
  null,
  "unavailable",
  "unauthorized",
  "rate_limited",
  "internal_error",
];

let isSending = false;

/**
 * Sends what is held, in its order, until one gets no answer again. What the server refuses stays, with what it said. Of
 * several windows one does so at a time: the server would refuse a second one that asks under the same key meanwhile.
 *
 * @param onSent tells of each that arrived
 */
export async function sendHeld(onSent: (held: HeldWrite, incident: Incident) => void): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    await navigator.locks.request(ownName(name), () => sendAll(onSent));
  } finally {
    isSending = false;
  }
}

async function sendAll(onSent: (held: HeldWrite, incident: Incident) => void): Promise<void> {
  for (let next = nextHeld(); next !== undefined; next = nextHeld()) {
    const held = next;
    if (held.mayHaveArrived && Date.now() - Date.parse(held.heldAt) > keptMs) {
      refuse(held.id, { words: tooOld, isConflict: false });
      continue;
    }
    const sent = await send(held).catch((error: unknown) => ({ error }));
    if (!("error" in sent)) {
      change((writes) => following(held, sent, writes));
      onSent(held, sent);
    } else if (passing.includes(codeOf(sent.error))) return;
    else
      refuse(held.id, {
        words: sentenceOf(sent.error),
        isConflict: codeOf(sent.error) === "version_conflict",
      });
  }
}

function nextHeld(): HeldWrite | undefined {
  return heldWrites().find(({ problem }) => problem === null);
}

function send({ id, organization, write }: HeldWrite): Promise<Incident> {
  const options = { context: { idempotencyKey: id } };
  return write.kind === "declare"
    ? api.incidents.create({ organization, ...write.input }, options)
    : api.incidents.postUpdate({ organization, incidentId: write.incidentId, ...write.input }, options);
}

/** What is held without it: the next update to the same incident was written on top of it. */
function following(done: HeldWrite, incident: Incident, writes: HeldWrite[]): HeldWrite[] {
  const before = done.write.kind === "update" ? done.write.input.version : undefined;
  return writes.flatMap((one) => {
    if (one.id === done.id) return [];
    const { write } = one;
    const isNext =
      write.kind === "update" && write.incidentId === incident.id && write.input.version === before;
    return isNext
      ? { ...one, write: { ...write, input: { ...write.input, version: incident.version } } }
      : one;
  });
}

function refuse(id: string, problem: HeldWrite["problem"]): void {
  change((writes) => writes.map((one) => (one.id === id ? { ...one, problem } : one)));
}
