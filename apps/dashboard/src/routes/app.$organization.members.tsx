import { createFileRoute } from "@tanstack/react-router";
import { MembersView } from "../features/members/members-view.tsx";
import { membersQuery, teamsQuery } from "../features/members/queries.ts";
import { filterSearch } from "../lib/filter-search.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/members")({
  validateSearch: onlyKnown(filterSearch),
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(membersQuery(organization));
    void queryClient.prefetchQuery(teamsQuery(organization));
  },
  component: Members,
});

function Members() {
  const { filter = "" } = Route.useSearch();
  return <MembersView filter={filter} />;
}
