import { createFileRoute } from "@tanstack/react-router";
import { AnnouncementListView } from "../features/announcements/announcement-list-view.tsx";
import { announcementsQuery } from "../features/announcements/writes.ts";

export const Route = createFileRoute("/app/$organization/announcements")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(announcementsQuery(organization));
  },
  component: AnnouncementListView,
});
