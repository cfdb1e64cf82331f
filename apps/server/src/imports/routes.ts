import { inOrganizationOf as os } from "../procedures.ts";
import { createPastImport, startPastImport, stopPastImport } from "./commands.ts";
import { getPastImport, listPastImports } from "./queries.ts";

export const imports = os.imports.router({
  list: os.imports.list.handler(({ context }) => context.inOrganization(listPastImports)),
  get: os.imports.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getPastImport(tx, input)),
  ),
  create: os.imports.create.handler(({ context, input }) => createPastImport(context, input)),
  start: os.imports.start.handler(({ context, input }) => startPastImport(context, input)),
  stop: os.imports.stop.handler(({ context, input }) => stopPastImport(context, input)),
});
