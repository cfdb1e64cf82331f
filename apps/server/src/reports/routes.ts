import { inOrganizationOf as os } from "../procedures.ts";
import { reportOfOrganization } from "./queries.ts";
import { listServiceLevels } from "./service-levels.ts";

export const reports = os.reports.router({
  get: os.reports.get.handler(({ context, input }) =>
    context.inOrganization((tx) => reportOfOrganization(tx, input, context.now())),
  ),
  serviceLevels: os.reports.serviceLevels.handler(({ context, input }) =>
    context.inOrganization((tx) => listServiceLevels(tx, input, context.now())),
  ),
});
