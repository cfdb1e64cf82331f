import { createFileRoute } from "@tanstack/react-router";
import { subscriberSearchOf } from "../features/subscribers/queries.ts";
import { SubscriberListView } from "../features/subscribers/subscriber-list-view.tsx";
import { query } from "../lib/api.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/subscribers")({
  validateSearch: onlyKnown(subscriberSearchOf),
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  },
  component: Subscribers,
});

function Subscribers() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <SubscriberListView
      search={search}
      onSearch={(changed) => void navigate({ search: changed, replace: true })}
    />
  );
}
