import { inOrganization } from "@fanal/database";
import { subscribers } from "@fanal/database/schema";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { SubscriberRow } from "./rows.ts";
import type { SubscribedPage } from "./visitor-commands.ts";

/** A subscriber of a page, whoever has the link of it; `null` when there is none (any more). */
export async function findSubscriber(
  { database }: Context,
  { organizationId, pageId }: SubscribedPage,
  subscriberId: string,
): Promise<SubscriberRow | null> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db
      .select()
      .from(subscribers)
      .where(
        and(
          eq(subscribers.organizationId, organizationId),
          eq(subscribers.id, subscriberId),
          eq(subscribers.pageId, pageId),
          ne(subscribers.state, "removed"),
        ),
      ),
  );
  return result[0] ?? null;
}
