import { inOrganizationOf as os } from "../procedures.ts";
import { addPoints, createMetric, removeMetric, updateMetric } from "./commands.ts";
import { listMetrics, readSeries } from "./queries.ts";

export const metrics = os.metrics.router({
  list: os.metrics.list.handler(({ context }) =>
    context.inOrganization((tx) => listMetrics(tx, context.now())),
  ),
  create: os.metrics.create.handler(({ context, input }) => createMetric(context, input)),
  update: os.metrics.update.handler(({ context, input }) => updateMetric(context, input)),
  remove: os.metrics.remove.handler(({ context, input }) => removeMetric(context, input)),
  addPoints: os.metrics.addPoints.handler(({ context, input }) => addPoints(context, input)),
  series: os.metrics.series.handler(({ context, input }) =>
    context.inOrganization((tx) => readSeries(tx, input, context.now())),
  ),
});
