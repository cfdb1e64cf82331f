import type { Announcement, StatusPage } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { DropdownMenuItem } from "@fanal/ui/components/dropdown-menu";
import { useQuery } from "@tanstack/react-query";
import { MegaphoneIcon, MegaphoneOffIcon, Trash2Icon } from "lucide-react";
import { Fragment, useState } from "react";
import { EditableRow } from "../../components/editable-row.tsx";
import { ListHead } from "../../components/list-head.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { clockTime, fullTime } from "../../lib/time.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { AnnouncementDialog } from "./announcement-dialog.tsx";
import { type Phase, phaseOf, phases } from "./phase.ts";
import { announcementsQuery, useTakeDown } from "./writes.ts";

const headings: Record<Phase, string> = { current: "On a page now", planned: "Planned", past: "Past" };

/** Notices that are no incidents, pinned to status pages. */
export function AnnouncementListView() {
  const { slug, can } = useOrganization();
  const list = useQuery(announcementsQuery(slug));
  const { data: pages } = useQuery(query.statusPages.list.queryOptions({ input: { organization: slug } }));
  const [edited, setEdited] = useState<Announcement | "new" | null>(null);
  const hasPages = pages !== undefined && pages.length > 0;
  const canWrite = can("announcement.write") && hasPages;
  const onNew = useCreation("announcement", () => setEdited("new"), hasPages);
  return (
    <>
      <ViewBar title="Announcements">
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New announcement
          </Button>
        )}
      </ViewBar>
      {list.isError && (
        <RefreshFailed
          what="announcements"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading announcements" />}
        {list.data?.length === 0 && (
          <NoAnnouncements hasPage={pages === undefined || pages.length > 0} onWrite={onNew} />
        )}
        {list.data !== undefined && list.data.length > 0 && (
          <Rows
            announcements={list.data}
            pages={pages}
            onEdit={canWrite ? (announcement) => setEdited(announcement) : undefined}
          />
        )}
      </div>
      {edited !== null && pages !== undefined && (
        <AnnouncementDialog
          organization={slug}
          pages={pages}
          announcement={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface RowsProps {
  announcements: Announcement[];
  pages: StatusPage[] | undefined;
  /** Absent where one may only read. */
  onEdit: ((announcement: Announcement) => void) | undefined;
}

function Rows({ announcements, pages, onEdit }: RowsProps) {
  const { slug } = useOrganization();
  const now = useNow();
  const takeDown = useTakeDown();
  const groups = phases.map((phase) => ({
    phase,
    members: announcements.filter((one) => phaseOf(one, now) === phase),
  }));
  const shown = groups.flatMap(({ members }) => members);
  const rows = useRowKeys(
    shown.map(({ id }) => id),
    {
      e: (announcementId) => {
        const found = shown.find(({ id }) => id === announcementId);
        if (found !== undefined) onEdit?.(found);
      },
    },
  );
  return (
    <ul aria-label="Announcements">
      {groups.map(({ phase, members }) => (
        <Fragment key={phase}>
          {members.length > 0 && <ListHead>{headings[phase]}</ListHead>}
          {members.map((announcement) => (
            <EditableRow
              key={announcement.id}
              name={announcement.title}
              handle={rows.row(announcement.id)}
              onEdit={onEdit && (() => onEdit(announcement))}
              actions={
                <DropdownMenuItem
                  variant="destructive"
                  onSelect={() =>
                    takeDown.run({ organization: slug, announcement, version: announcement.version })
                  }
                >
                  {phase === "past" ? (
                    <>
                      <Trash2Icon aria-hidden /> Delete
                    </>
                  ) : (
                    <>
                      <MegaphoneOffIcon aria-hidden /> Take down
                    </>
                  )}
                </DropdownMenuItem>
              }
            >
              <Row announcement={announcement} pages={pages} now={now} />
            </EditableRow>
          ))}
        </Fragment>
      ))}
    </ul>
  );
}

const beginnings: Record<Phase, string> = { current: "Since ", planned: "From ", past: "" };

interface RowProps {
  announcement: Announcement;
  pages: StatusPage[] | undefined;
  now: Date;
}

function Row({ announcement, pages, now }: RowProps) {
  const { startsAt, endsAt } = announcement;
  const page = pages?.find(({ id }) => id === announcement.pageId);
  const phase = phaseOf(announcement, now);
  const times = (
    <>
      <time dateTime={startsAt} title={fullTime(startsAt)}>
        {beginnings[phase]}
        {clockTime(startsAt, now)}
      </time>
      {endsAt !== null && (
        <>
          {phase === "past" ? " – " : " until "}
          <time dateTime={endsAt} title={fullTime(endsAt)}>
            {clockTime(endsAt, now)}
          </time>
        </>
      )}
    </>
  );
  return (
    <>
      <MegaphoneIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-strong">{announcement.title}</span>
        <span className="truncate text-muted-foreground tabular-nums md:hidden">{times}</span>
      </span>
      {page !== undefined && (
        <Badge variant="secondary" className="max-w-32">
          <span className="truncate">{page.name}</span>
        </Badge>
      )}
      <span className="shrink-0 text-right text-muted-foreground tabular-nums max-md:hidden">{times}</span>
    </>
  );
}

function NoAnnouncements(props: { hasPage: boolean; onWrite: (() => void) | undefined }) {
  const { hasPage, onWrite } = props;
  return (
    <NoneYet
      icon={MegaphoneIcon}
      title="No announcements"
      text={
        hasPage
          ? "Pin a notice to a status page: a new region, a changed address, a holiday."
          : "A notice is pinned to a status page. There is none yet."
      }
    >
      {onWrite !== undefined && (
        <Button variant="outline" onClick={onWrite}>
          New announcement
        </Button>
      )}
    </NoneYet>
  );
}
