import type { StatusPage } from "@fanal/contract";
import { channelLabels, channels } from "@fanal/domain";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { ViewTab, ViewTabs } from "../../components/view-tabs.tsx";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { countsQuery, type SubscriberSearch, stateLabels } from "./queries.ts";
import { usePageParts } from "./use-page-parts.ts";

interface SubscriberFiltersProps {
  pages: StatusPage[];
  page: StatusPage;
  search: SubscriberSearch;
  onSearch: (search: SubscriberSearch) => void;
}

const all = "all";
/** Those who are told come first. */
const states = ["active", "unconfirmed", "quarantined", "unsubscribed"] as const;

/** The states as tabs with how many there are, and below them what narrows the list further. */
export function SubscriberFilters({ pages, page, search, onSearch }: SubscriberFiltersProps) {
  const { slug: organization } = useOrganization();
  const { data: counts } = useQuery(countsQuery({ organization, pageId: page.id }));
  const parts = usePageParts(page);
  const { state: _, ...anyState } = search;
  const told = new Map(counts?.services.map(({ serviceId, count }) => [serviceId, count]));
  const narrow = (name: "channel" | "serviceId", value: string) => {
    const { [name]: _before, ...rest } = search;
    onSearch(value === all ? rest : { ...rest, [name]: value });
  };
  return (
    <>
      <ViewTabs label="Subscribers by state">
        <ViewTab>
          <Link
            to="/app/$organization/subscribers"
            params={{ organization }}
            search={anyState}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            All
          </Link>
        </ViewTab>
        {states.map((state) => (
          <ViewTab key={state}>
            <Link
              to="/app/$organization/subscribers"
              params={{ organization }}
              search={{ ...search, state }}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {stateLabels[state]}
              {counts !== undefined && counts.states[state] > 0 && (
                <span className="text-xs text-muted-foreground tabular-nums">
                  {counts.states[state].toLocaleString("en")}
                </span>
              )}
            </Link>
          </ViewTab>
        ))}
      </ViewTabs>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2">
        <AddressSearch
          q={search.q ?? ""}
          onChange={(q) => onSearch(q === "" ? omitQ(search) : { ...search, q })}
        />
        {pages.length > 1 && (
          <Select value={page.id} onValueChange={(id) => onSearch({ page: id })}>
            <SelectTrigger size="sm" aria-label="Status page" className="w-auto max-w-44">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {pages.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
        <Select value={search.channel ?? all} onValueChange={(value) => narrow("channel", value)}>
          <SelectTrigger size="sm" aria-label="Channel" className="w-auto">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={all}>All channels</SelectItem>
            {channels.map((channel) => (
              <SelectItem key={channel} value={channel}>
                {channelLabels[channel]} <Told count={counts?.channels[channel]} />
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Select value={search.serviceId ?? all} onValueChange={(value) => narrow("serviceId", value)}>
          <SelectTrigger size="sm" aria-label="Service" className="w-auto max-w-44">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={all}>All services</SelectItem>
            {parts
              .flatMap(({ services }) => services)
              .map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name} <Told count={told.get(id)} />
                </SelectItem>
              ))}
          </SelectContent>
        </Select>
      </div>
    </>
  );
}

function Told({ count }: { count: number | undefined }) {
  if (count === undefined || count === 0) return null;
  return <span className="text-xs text-muted-foreground tabular-nums">{count.toLocaleString("en")}</span>;
}

function omitQ({ q: _, ...rest }: SubscriberSearch): SubscriberSearch {
  return rest;
}

/** Asks the server once nobody has typed for a moment. */
function AddressSearch({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  const settled = useDebounced(typed).trim();
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(q);
  useKeys({ "/": () => input.current?.focus() });
  useEffect(() => {
    if (settled === asked.current) return;
    asked.current = settled;
    onChange(settled);
  }, [settled, onChange]);
  // A link or the browser's Back may narrow the list otherwise.
  useEffect(() => {
    if (q === asked.current) return;
    asked.current = q;
    setTyped(q);
  }, [q]);
  return (
    <Input
      ref={input}
      type="search"
      aria-label="Search addresses"
      placeholder="Search addresses"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === "Escape" && setTyped("")}
      className="h-7 md:max-w-60"
    />
  );
}
