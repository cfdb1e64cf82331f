import { asSystem } from "@fanal/database";
import { metricPoints, metrics } from "@fanal/database/schema";
import { and, desc, eq } from "drizzle-orm";
import { listMemberships } from "../auth/memberships.ts";
import { findUser } from "../auth/people.ts";
import type { Context } from "../context.ts";
import { addPoints } from "../metrics/commands.ts";
import { demoLogin, operatorOf } from "./seed.ts";
import { demoMetric } from "./story.ts";

const minuteMs = 60_000;

/** Has the demo's metric go on for as long as the server runs. */
export function startDemoPulse(context: Context): Disposable {
  const beat = () =>
    measureDemo(context).catch((error) =>
      context.log.warn({ err: error }, "the demo's metric could not be measured; tried again in a minute"),
    );
  void beat();
  const timer = setInterval(beat, minuteMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Adds the points that are missing until now; nothing where somebody has removed the metric. */
export async function measureDemo(context: Context): Promise<void> {
  const { database } = context;
  const user = await findUser(database, demoLogin.email);
  if (user === null) return;
  const now = Math.floor(context.now().getTime() / minuteMs);
  for (const { organization } of await listMemberships(database, user.id)) {
    const last = await asSystem(database, "see how far the demo is measured", async (db) => {
      const [row] = await db
        .select({ metricId: metricPoints.metricId, at: metricPoints.at })
        .from(metricPoints)
        .innerJoin(
          metrics,
          and(eq(metrics.organizationId, metricPoints.organizationId), eq(metrics.id, metricPoints.metricId)),
        )
        .where(and(eq(metrics.organizationId, organization.id), eq(metrics.name, demoMetric.name)))
        .orderBy(desc(metricPoints.at))
        .limit(1);
      return row;
    });
    if (last === undefined) continue;
    const { everyMinutes, valueAt, madeMinutesAgo } = demoMetric;
    // Points are taken as far back as the metric was measured at first.
    const after = Math.max(Math.floor(last.at.getTime() / minuteMs), now - madeMinutesAgo + everyMinutes);
    const count = Math.floor((now - after) / everyMinutes);
    if (count <= 0) continue;
    const points = Array.from({ length: count }, (_, index) => {
      const minutes = after + (index + 1) * everyMinutes;
      return { at: minutes * 60, value: valueAt(minutes) };
    });
    await addPoints(operatorOf(context, user, organization), { metricId: last.metricId, points });
  }
}
