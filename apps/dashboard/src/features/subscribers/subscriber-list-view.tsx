import type { StatusPage, Subscriber } from "@fanal/contract";
import { type Channel, channelLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  BellIcon,
  DownloadIcon,
  EllipsisIcon,
  LockIcon,
  MailIcon,
  SendIcon,
  Trash2Icon,
  UploadIcon,
  WebhookIcon,
} from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { EditableRow } from "../../components/editable-row.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { query } from "../../lib/api.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { ImportProgressDialog, RunningImports } from "./import-progress.tsx";
import {
  countsQuery,
  exportAddress,
  type SubscriberSearch,
  stateLabels,
  stateNotes,
  subscriberPages,
} from "./queries.ts";
import { SubscriberDialog } from "./subscriber-dialog.tsx";
import { SubscriberFilters } from "./subscriber-filters.tsx";
import { usePageParts } from "./use-page-parts.ts";
import { type ShownList, useRemoveSubscriber, useResendConfirmation } from "./writes.ts";

interface SubscriberListViewProps {
  search: SubscriberSearch;
  onSearch: (search: SubscriberSearch) => void;
}

/** Who is told of what happens on a status page. */
export function SubscriberListView({ search, onSearch }: SubscriberListViewProps) {
  const { slug: organization, can } = useOrganization();
  const pages = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const page = pages.data?.find(({ id }) => id === search.page) ?? pages.data?.[0];
  if (!can("subscriber.read")) {
    return (
      <>
        <ViewBar title="Subscribers" />
        <NoneYet
          icon={LockIcon}
          title="Not for viewers"
          text="Responders and admins of the organization see here who is told. Ask an admin for another role."
        />
      </>
    );
  }
  if (pages.data !== undefined && page !== undefined)
    return <OnePage key={page.id} pages={pages.data} page={page} search={search} onSearch={onSearch} />;
  return (
    <>
      <ViewBar title="Subscribers" />
      {pages.isError && (
        <RefreshFailed what="status pages" isKept={false} onRetry={() => void pages.refetch()} />
      )}
      {pages.isPending && <ListSkeleton label="Loading subscribers" />}
      {pages.isSuccess && (
        <NoneYet
          icon={MailIcon}
          title="No status page"
          text="People subscribe to a status page. There is none yet."
        />
      )}
    </>
  );
}

type Opened =
  | { kind: "add" | "import" }
  | { kind: "edit" | "remove"; subscriber: Subscriber }
  | { kind: "progress"; importId: string };

interface OnePageProps extends SubscriberListViewProps {
  pages: StatusPage[];
  page: StatusPage;
}

function OnePage({ pages, page, search, onSearch }: OnePageProps) {
  const { slug: organization, can } = useOrganization();
  const { page: _, ...filter } = search;
  const ofPage = { organization, pageId: page.id };
  const shownList: ShownList = { ...ofPage, filter };
  const list = useInfiniteQuery(subscriberPages(ofPage, filter));
  const { data: counts } = useQuery(countsQuery(ofPage));
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const subscribers = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const canWrite = can("subscriber.write");
  const onAdd = useCreation("subscriber", () => setOpened({ kind: "add" }));
  const onImport = useCreation("subscribers", () => setOpened({ kind: "import" }));
  useActions([
    {
      label: "Export subscribers",
      icon: DownloadIcon,
      run: () => window.location.assign(exportAddress(ofPage, filter)),
    },
  ]);
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <>
      <ViewBar title="Subscribers" count={counts?.states.active}>
        <Button variant="outline" size="sm" asChild className="max-sm:hidden">
          <a href={exportAddress(ofPage, filter)} download>
            <DownloadIcon aria-hidden /> Export
          </a>
        </Button>
        {onImport !== undefined && (
          <Button variant="outline" size="sm" className="max-sm:hidden" onClick={onImport}>
            <UploadIcon aria-hidden /> Import
          </Button>
        )}
        {onAdd !== undefined && (
          <Button size="sm" onClick={onAdd}>
            Add subscriber
          </Button>
        )}
        <FileMenu address={exportAddress(ofPage, filter)} onImport={onImport} />
      </ViewBar>
      <SubscriberFilters pages={pages} page={page} search={search} onSearch={onSearch} />
      {filter.state !== undefined && filter.state !== "active" && (
        <p className="shrink-0 border-b bg-muted px-4 py-1.5 text-xs">{stateNotes[filter.state]}</p>
      )}
      <RunningImports {...ofPage} onOpen={(importId) => setOpened({ kind: "progress", importId })} />
      {list.isError && (
        <RefreshFailed
          what="subscribers"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading subscribers" />}
        {list.isSuccess && subscribers.length === 0 && isNarrowed && (
          <NoneYet
            icon={MailIcon}
            title="Nobody matches"
            text="Search for another part, or look at all of them."
          >
            <Button variant="outline" onClick={() => onSearch(pickPage(search))}>
              Clear filters
            </Button>
          </NoneYet>
        )}
        {list.isSuccess && subscribers.length === 0 && !isNarrowed && (
          <NoneYet
            icon={MailIcon}
            title="Nobody subscribed yet"
            text="The link is on your page under Get updates."
          >
            {onAdd !== undefined && (
              <Button variant="outline" onClick={onAdd}>
                Add subscriber
              </Button>
            )}
          </NoneYet>
        )}
        {subscribers.length > 0 && (
          <Rows page={page} subscribers={subscribers} onOpen={canWrite ? setOpened : undefined} />
        )}
        <ShowMore list={list}>Show more subscribers</ShowMore>
      </div>
      {(opened?.kind === "add" || opened?.kind === "edit") && (
        <SubscriberDialog
          list={shownList}
          page={page}
          subscriber={opened.kind === "edit" ? opened.subscriber : undefined}
          onClose={close}
        />
      )}
      {opened?.kind === "remove" && (
        <RemoveQuestion list={shownList} subscriber={opened.subscriber} onClose={close} />
      )}
      {opened?.kind === "import" && (
        <ImportDialog
          {...ofPage}
          onStarted={(importId) => setOpened({ kind: "progress", importId })}
          onClose={close}
        />
      )}
      {opened?.kind === "progress" && <ImportProgressDialog importId={opened.importId} onClose={close} />}
    </>
  );
}

function pickPage({ page }: SubscriberSearch): SubscriberSearch {
  return page === undefined ? {} : { page };
}

/** On a phone, what is done with files. */
function FileMenu({ address, onImport }: { address: string; onImport: (() => void) | undefined }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="More actions" className="sm:hidden">
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {onImport !== undefined && (
          <DropdownMenuItem onSelect={onImport}>
            <UploadIcon aria-hidden /> Import…
          </DropdownMenuItem>
        )}
        <DropdownMenuItem asChild>
          <a href={address} download>
            <DownloadIcon aria-hidden /> Export
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface RowsProps {
  page: StatusPage;
  subscribers: Subscriber[];
  /** Absent where one may only read. */
  onOpen: ((opened: Opened) => void) | undefined;
}

function Rows({ page, subscribers, onOpen }: RowsProps) {
  const { slug: organization } = useOrganization();
  const resend = useResendConfirmation();
  const parts = usePageParts(page);
  const names = new Map(
    parts.flatMap(({ group, services }) =>
      [...(group === null ? [] : [group]), ...services].map(({ id, name }) => [id, name] as const),
    ),
  );
  const open = (kind: "edit" | "remove", id: string) => {
    const subscriber = subscribers.find((one) => one.id === id);
    if (subscriber !== undefined) onOpen?.({ kind, subscriber });
  };
  const rows = useRowKeys(
    subscribers.map(({ id }) => id),
    { e: (id) => open("edit", id) },
  );
  return (
    <ul aria-label="Subscribers">
      {subscribers.map((subscriber) => (
        <EditableRow
          key={subscriber.id}
          name={subscriber.address}
          handle={rows.row(subscriber.id)}
          onEdit={onOpen && (() => open("edit", subscriber.id))}
          actions={
            <>
              {subscriber.state === "unconfirmed" && subscriber.channel === "email" && (
                <DropdownMenuItem onSelect={() => resend.run({ organization, subscriber })}>
                  <SendIcon aria-hidden /> Ask again by mail
                </DropdownMenuItem>
              )}
              <DropdownMenuItem variant="destructive" onSelect={() => open("remove", subscriber.id)}>
                <Trash2Icon aria-hidden /> Remove subscriber…
              </DropdownMenuItem>
            </>
          }
        >
          <Row subscriber={subscriber} names={names} />
        </EditableRow>
      ))}
    </ul>
  );
}

/** Of channels that are no address to call. */
const icons: Partial<Record<Channel, typeof MailIcon>> = { email: MailIcon, push: BellIcon };

function Row({ subscriber, names }: { subscriber: Subscriber; names: ReadonlyMap<string, string> }) {
  const { address, channel, state, failure, isShared, language, createdAt } = subscriber;
  const Icon = icons[channel] ?? WebhookIcon;
  // What went wrong counts for more than what they would be told of.
  const words = state === "quarantined" && failure !== null ? failure : toldOf(subscriber, names);
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-center md:gap-3">
        <span className="truncate font-strong md:max-w-[60%]">
          {channel !== "email" && <span className="sr-only">{channelLabels[channel]} </span>}
          {address}
        </span>
        <span className="truncate text-muted-foreground" title={words}>
          {words}
        </span>
      </span>
      {isShared && (
        <Badge variant="outline" className="max-md:hidden">
          Shared
        </Badge>
      )}
      {state !== "active" && <Badge>{stateLabels[state]}</Badge>}
      <span className="w-16 shrink-0 text-right text-muted-foreground max-md:hidden">{language}</span>
      <Age
        time={createdAt}
        className="w-18 shrink-0 text-right text-muted-foreground tabular-nums max-sm:hidden"
      />
    </>
  );
}

/** What somebody is told of, in a few words: "API, Core" or "5 services". */
function toldOf({ choices: { scope } }: Subscriber, names: ReadonlyMap<string, string>): string {
  if (scope === null) return "Everything";
  const ids = [...scope.groupIds, ...scope.serviceIds];
  const known = ids.flatMap((id) => names.get(id) ?? []);
  if (known.length === 0)
    return ids.length === 0 ? "Only what they follow" : "Nothing that is on the page now";
  return known.length <= 3
    ? known.join(", ")
    : `${known.slice(0, 2).join(", ")} and ${known.length - 2} more`;
}

function RemoveQuestion(props: { list: ShownList; subscriber: Subscriber; onClose: () => void }) {
  const { list, subscriber, onClose } = props;
  const remove = useRemoveSubscriber(list);
  const { address, state, version } = subscriber;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Remove ${address}?`}
      consequence={
        state === "unsubscribed"
          ? "The address is forgotten, and with it that whoever reads it unsubscribed: an import can add it again."
          : "They are told of nothing more, and the address is forgotten. This cannot be undone."
      }
      act="Remove subscriber"
      onAct={() => remove.run({ organization: list.organization, subscriber, version })}
    />
  );
}
