import { inOrganizationOf as os } from "../procedures.ts";
import { createCorrection, withdrawCorrection } from "./commands.ts";
import { listCorrections } from "./queries/corrections.ts";
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

export const uptimeCorrections = os.uptimeCorrections.router({
  list: os.uptimeCorrections.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listCorrections(tx, input.serviceId)),
  ),
  create: os.uptimeCorrections.create.handler(({ context, input }) => createCorrection(context, input)),
  withdraw: os.uptimeCorrections.withdraw.handler(({ context, input }) => withdrawCorrection(context, input)),
});
