import { inOrganizationOf as os } from "../procedures.ts";
import { addTeamMember, createTeam, deleteTeam, removeTeamMember, renameTeam } from "./commands.ts";
import { listTeams } from "./queries.ts";

export const teams = os.teams.router({
  list: os.teams.list.handler(({ context }) => context.inOrganization(listTeams)),
  create: os.teams.create.handler(({ context, input }) => createTeam(context, input)),
  update: os.teams.update.handler(({ context, input }) => renameTeam(context, input)),
  delete: os.teams.delete.handler(({ context, input }) => deleteTeam(context, input)),
  addMember: os.teams.addMember.handler(({ context, input }) => addTeamMember(context, input)),
  removeMember: os.teams.removeMember.handler(({ context, input }) => removeTeamMember(context, input)),
});
