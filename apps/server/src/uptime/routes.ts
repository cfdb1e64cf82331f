import { inOrganizationOf as os } from "../procedures.ts";
import { listIntervals } from "./queries/intervals.ts";
import { uptimeOfGroup, uptimeOfPage, uptimeOfService } from "./queries/reports.ts";

export const uptime = os.uptime.router({
  ofService: os.uptime.ofService.handler(({ context, input }) =>
    context.inOrganization((tx) => uptimeOfService(tx, input, context.now())),
  ),
  ofGroup: os.uptime.ofGroup.handler(({ context, input }) =>
    context.inOrganization((tx) => uptimeOfGroup(tx, input, context.now())),
  ),
  ofPage: os.uptime.ofPage.handler(({ context, input }) =>
    context.inOrganization((tx) => uptimeOfPage(tx, input, context.now())),
  ),
  intervals: os.uptime.intervals.handler(({ context, input }) =>
    context.inOrganization((tx) => listIntervals(tx, input, context.now())),
  ),
});
