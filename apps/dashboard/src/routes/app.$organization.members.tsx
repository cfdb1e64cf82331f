import { createFileRoute } from "@tanstack/react-router";
import { MembersView } from "../features/members/members-view.tsx";
import { membersQuery, teamsQuery } from "../features/members/queries.ts";

export const Route = createFileRoute("/app/$organization/members")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(membersQuery(organization));
    void queryClient.prefetchQuery(teamsQuery(organization));
  },
  component: MembersView,
});
