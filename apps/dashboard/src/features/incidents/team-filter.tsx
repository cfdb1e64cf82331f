import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { IncidentTab } from "./queries.ts";

const allTeams = "all";

/** Shows only what affects services of one team; absent where there are no teams. Stands in the address. */
export function TeamFilter({ tab, teamId }: { tab: IncidentTab; teamId: string | undefined }) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const { data: teams = [] } = useQuery(query.teams.list.queryOptions({ input: { organization: slug } }));
  if (teams.length === 0) return null;
  return (
    <Select
      value={teamId ?? allTeams}
      onValueChange={(team) =>
        void navigate({
          to: "/app/$organization/incidents",
          params: { organization: slug },
          search: { ...(tab === "open" ? {} : { tab }), ...(team === allTeams ? {} : { team }) },
        })
      }
    >
      <SelectTrigger size="sm" aria-label="Team" className="ms-auto w-40 min-w-20 shrink max-md:w-30">
        <SelectValue />
      </SelectTrigger>
      <SelectContent align="end">
        <SelectItem value={allTeams}>All teams</SelectItem>
        {teams.map(({ id, name }) => (
          <SelectItem key={id} value={id}>
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
