import { Input } from "@fanal/ui/components/input";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useKeys } from "../lib/use-keys.ts";

interface ListFilterProps {
  /** "services" */
  what: string;
  filter: string;
  /** How many it leaves, of how many. */
  shown: number;
  total: number;
}

/** Narrows a list as one types, in the address. What fits a glance is found without it. */
export function ListFilter({ what, filter, shown, total }: ListFilterProps) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => input.current?.focus() });
  if (total < 8 && filter === "") return null;
  const setFilter = (text: string) =>
    void navigate({
      to: ".",
      search: ({ filter: _, ...others }) => (text === "" ? others : { ...others, filter: text }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="flex shrink-0 items-center border-b px-4 py-2">
      <Input
        ref={input}
        type="search"
        aria-label={`Filter ${what}`}
        placeholder="Filter"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setFilter("")}
        className="h-7 md:max-w-60"
      />
      <p role="status" className="shrink-0 pl-3 text-xs text-muted-foreground tabular-nums empty:pl-0">
        {filter !== "" && `${shown} of ${total}`}
      </p>
    </div>
  );
}
