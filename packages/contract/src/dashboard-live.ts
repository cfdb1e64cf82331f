import { z } from "zod";

/**
 * Messages of an organization's socket, `/api/v1/organizations/{organization}/live`, signed in by the session cookie:
 * each one JSON text frame. What a newer server says besides is not for this dashboard.
 */
export const dashboardMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello").describe("Sent first"),
    position: z.int().describe("Of the log, from which this socket follows"),
  }),
  z.object({
    type: z.literal("event").describe("Something happened; the client refetches what it makes stale"),
    position: z.int(),
    event: z.object({ type: z.string(), subjectId: z.string().nullable() }),
  }),
  z.object({
    type: z.literal("deliveries").describe("Deliveries went on; no event tells of each, they come in floods"),
  }),
]);
export type DashboardMessage = z.infer<typeof dashboardMessage>;
