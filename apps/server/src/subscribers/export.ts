import { type Subscriber, subscriberFilter } from "@fanal/contract";
import { type Database, inOrganization } from "@fanal/database";
import { asCsv, streamOf } from "../file-stream.ts";
import { refuseQuery } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { type PageService, pageServices } from "../status-pages/queries/services.ts";
import { listSubscribers, type OfPage } from "./queries.ts";

interface ExportOptions {
  database: Database;
  /** Id of the organization that whoever sends the request may read the subscribers of; ends the request otherwise. */
  authorize: (headers: Headers, organization: string) => Promise<string>;
}

/** Subscribers that are read, and held, at once. */
const batch = 500;

const columns = [
  "address",
  "channel",
  "state",
  "services",
  "language",
  "shared",
  "least_impact",
  "only_start_and_end",
  "added_by",
  "added_at",
  "confirmed_at",
  "unsubscribed_at",
];

/**
 * The subscribers of a page as a file that is written while it is sent, and that an import takes. Before each batch it is
 * asked again whether the caller may read them; who may no longer gets a file that breaks off.
 */
export function createSubscriberExport({
  database,
  authorize,
}: ExportOptions): (request: Request, of: { organization: string; pageId: string }) => Promise<Response> {
  return async (request, { organization, pageId }) => {
    const organizationId = await authorize(request.headers, organization);
    const asked = subscriberFilter.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return refuseQuery(asked.error);
    const { result: services } = await inOrganization(database, organizationId, async (reader) =>
      pageServices(reader, await requireStatusPage(reader, pageId)),
    );
    const pieces = async function* () {
      yield asCsv([columns]);
      for await (const subscribers of batchesOf(organizationId, { ...asked.data, pageId })) {
        yield asCsv(subscribers.map((subscriber) => cellsOf(subscriber, services)));
        await authorize(request.headers, organizationId);
      }
    };
    return new Response(streamOf(pieces()), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="subscribers.csv"',
      },
    });
  };

  async function* batchesOf(organizationId: string, filter: OfPage): AsyncGenerator<Subscriber[]> {
    let cursor: string | null | undefined;
    do {
      const { result } = await inOrganization(database, organizationId, (reader) =>
        listSubscribers(reader, { ...filter, cursor: cursor ?? undefined, limit: batch }),
      );
      if (result.items.length > 0) yield result.items;
      cursor = result.nextCursor;
    } while (cursor !== null);
  }
}

function cellsOf(subscriber: Subscriber, services: readonly PageService[]): unknown[] {
  const { scope, leastImpact, onlyStartAndEnd } = subscriber.choices;
  const named = new Map(
    services.flatMap(({ id, name, group }) => [
      ...(group === null ? [] : [[group.id, group.name] as const]),
      [id, name] as const,
    ]),
  );
  const nameOf = (id: string) => named.get(id)?.replace(/^.*;.*$/, id) ?? id;
  return [
    subscriber.address,
    subscriber.channel,
    subscriber.state,
    [...(scope?.serviceIds ?? []), ...(scope?.groupIds ?? [])].map(nameOf).join("; "),
    subscriber.language,
    subscriber.isShared ? "yes" : "no",
    leastImpact,
    onlyStartAndEnd ? "yes" : "no",
    subscriber.addedBy,
    subscriber.createdAt,
    subscriber.confirmedAt,
    subscriber.unsubscribedAt,
  ];
}
