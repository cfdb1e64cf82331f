import { type AuditEvent, type EventFilter, eventFilter } from "@fanal/contract";
import { type Database, inOrganization } from "@fanal/database";
import { z } from "zod";
import { asCsv, streamOf } from "../file-stream.ts";
import { refuseQuery } from "../refusals.ts";
import { eventsBelow } from "./queries.ts";

interface ExportOptions {
  database: Database;
  /** Id of the organization that whoever sends the request may read the log of; ends the request otherwise. */
  authorize: (headers: Headers, organization: string) => Promise<string>;
}

/** Answers with the log of an organization as a file. */
export type ExportEvents = (request: Request, of: { organization: string }) => Promise<Response>;

const query = eventFilter.extend({ format: z.enum(["csv", "json"]) });
/** Events that are read, and held, at once. */
const batch = 500;

/**
 * The log as a file that is written while it is sent: however long it is, only a batch of it is held. Before each batch it
 * is asked again whether the caller may read it; who may no longer gets a file that breaks off.
 */
export function createEventExport({ database, authorize }: ExportOptions): ExportEvents {
  return async (request, { organization }) => {
    const organizationId = await authorize(request.headers, organization);
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return refuseQuery(asked.error);
    const { format, ...filter } = asked.data;
    const { contentType, begin, piece, end } = formats[format];
    const pieces = async function* () {
      yield begin;
      let isFirst = true;
      for await (const events of batchesOf(organizationId, filter)) {
        yield piece(events, isFirst);
        isFirst = false;
        await authorize(request.headers, organizationId);
      }
      yield end;
    };
    return new Response(streamOf(pieces()), {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename="audit-log.${format}"`,
      },
    });
  };

  async function* batchesOf(organizationId: string, filter: EventFilter): AsyncGenerator<AuditEvent[]> {
    let before: number | undefined;
    while (true) {
      const { result } = await inOrganization(database, organizationId, (reader) =>
        eventsBelow(reader, filter, { before, limit: batch }),
      );
      if (result.length > 0) yield result;
      before = result.at(-1)?.position;
      if (result.length < batch) return;
    }
  }
}

interface Format {
  contentType: string;
  begin: string;
  piece: (events: AuditEvent[], isFirst: boolean) => string;
  end: string;
}

const columns = [
  "position",
  "time",
  "actor_kind",
  "actor_id",
  "actor_name",
  "type",
  "subject_id",
  "subject_name",
  "address",
  "data",
  "hash",
];

const formats: Record<"csv" | "json", Format> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    begin: asCsv([columns]),
    piece: (events) =>
      asCsv(
        events.map((event) => [
          event.position,
          event.createdAt,
          event.actor.kind,
          event.actor.id,
          event.actor.name,
          event.type,
          event.subjectId,
          event.subjectName,
          event.address,
          JSON.stringify(event.data),
          event.hash,
        ]),
      ),
    end: "",
  },
  json: {
    contentType: "application/json",
    begin: "[",
    piece: (events, isFirst) =>
      `${isFirst ? "\n" : ",\n"}${events.map((event) => JSON.stringify(event)).join(",\n")}`,
    end: "\n]\n",
  },
};
