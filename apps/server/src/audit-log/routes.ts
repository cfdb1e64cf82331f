import { inOrganizationOf as os } from "../procedures.ts";
import { listEvents } from "./queries.ts";

export const events = os.events.router({
  list: os.events.list.handler(({ context, input: { organization: _, ...filter } }) =>
    context.inOrganization((tx) => listEvents(tx, filter)),
  ),
});
