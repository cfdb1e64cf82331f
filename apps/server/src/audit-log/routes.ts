import { inOrganizationOf as os } from "../procedures.ts";
import { listActors, listEvents } from "./queries.ts";

export const events = os.events.router({
  list: os.events.list.handler(({ context, input: { organization: _, ...filter } }) =>
    context.inOrganization((tx) => listEvents(tx, filter)),
  ),
  actors: os.events.actors.handler(({ context }) => context.inOrganization((tx) => listActors(tx))),
});
