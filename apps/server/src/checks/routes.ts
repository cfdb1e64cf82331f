import { inOrganizationOf as os } from "../procedures.ts";
import { createCheck, deleteCheck, requestRun, updateCheck } from "./commands.ts";
import { getCheckWithResults, listChecks } from "./queries.ts";

export const checks = os.checks.router({
  list: os.checks.list.handler(({ context }) => context.inOrganization(listChecks)),
  get: os.checks.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getCheckWithResults(tx, input.checkId)),
  ),
  create: os.checks.create.handler(({ context, input }) => createCheck(context, input)),
  update: os.checks.update.handler(({ context, input }) => updateCheck(context, input)),
  delete: os.checks.delete.handler(({ context, input }) => deleteCheck(context, input)),
  run: os.checks.run.handler(({ context, input }) => requestRun(context, input)),
});
