import type { AuditEvent } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowUpIcon, DownloadIcon, ScrollTextIcon } from "lucide-react";
import { useRef, useState } from "react";
import { ForAdmins } from "../../components/for-admins.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { EventSheet } from "./event-sheet.tsx";
import { EventTable } from "./event-table.tsx";
import { Filters } from "./filters.tsx";
import { type AuditSearch, eventPages, exportAddress, newestEvents } from "./queries.ts";
import { useActors } from "./use-actors.ts";

interface AuditLogViewProps {
  filter: AuditSearch;
  onFilter: (filter: AuditSearch) => void;
}

/** Everything that happened in the organization, as those who answer for it read it. */
export function AuditLogView({ filter, onFilter }: AuditLogViewProps) {
  const { slug, can } = useOrganization();
  const canRead = can("event.read");
  const list = useInfiniteQuery({
    ...eventPages(slug, filter),
    enabled: canRead,
    // Rows stay where they are until somebody asks for newer ones.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const newest = useQuery({ ...newestEvents(slug, filter), enabled: canRead });
  const actors = useActors(canRead);
  const [opened, setOpened] = useState<AuditEvent | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const top = events[0]?.position ?? 0;
  const newer = list.isSuccess
    ? (newest.data?.items.filter(({ position }) => position > top).length ?? 0)
    : 0;

  async function showNewest() {
    await list.refetch();
    scroller.current?.scrollTo({ top: 0 });
  }

  if (!canRead) {
    return (
      <>
        <ViewBar title="Audit log" />
        <ForAdmins what="Admins of the organization read its log here." />
      </>
    );
  }
  return (
    <>
      <ViewBar title="Audit log">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" size="sm">
              <DownloadIcon aria-hidden /> Export
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {(["csv", "json"] as const).map((format) => (
              <DropdownMenuItem key={format} asChild>
                <a href={exportAddress(slug, filter, format)} download>
                  {format.toUpperCase()} {Object.keys(filter).length > 0 && "of what is shown"}
                </a>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      </ViewBar>
      <Filters
        filter={filter}
        actors={actors}
        subjectName={events.find(({ subjectName }) => subjectName !== null)?.subjectName ?? null}
        onChange={onFilter}
      />
      {list.isError && (
        <RefreshFailed what="the log" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        {newer > 0 && (
          <div className="pointer-events-none sticky top-2 z-20 flex h-0 justify-center">
            <Button
              size="sm"
              variant="secondary"
              className="pointer-events-auto rounded-full border-border shadow-popover"
              onClick={() => void showNewest()}
            >
              <ArrowUpIcon aria-hidden /> {newer < 100 ? newer : "99+"} new
            </Button>
          </div>
        )}
        {list.isPending && <ListSkeleton label="Loading the log" rows={15} />}
        {list.isSuccess && events.length === 0 && <NoEvents onClear={() => onFilter({})} />}
        {events.length > 0 && <EventTable events={events} onOpen={setOpened} />}
        <ShowMore list={list}>Show earlier events</ShowMore>
      </div>
      {opened !== null && (
        <EventSheet
          event={opened}
          onNarrow={(to) => {
            setOpened(null);
            onFilter({ ...filter, ...to });
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function NoEvents({ onClear }: { onClear: () => void }) {
  return (
    <NoneYet
      icon={ScrollTextIcon}
      title="No events match these filters"
      text="Take one away, or look at another time."
    >
      <Button variant="outline" onClick={onClear}>
        Clear filters
      </Button>
    </NoneYet>
  );
}
