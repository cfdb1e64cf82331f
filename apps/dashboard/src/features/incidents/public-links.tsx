import type { Incident } from "@fanal/contract";
import { ArrowUpRightIcon } from "lucide-react";
import { Fact } from "../../components/fact.tsx";
import { useShowingPages } from "./showing-pages.ts";

/** The incident's own address on each status page that shows it. */
export function PublicLinks({ organization, incident }: { organization: string; incident: Incident }) {
  const shown = useShowingPages(organization, incident);
  return (
    <Fact name="Pages" isList>
      {shown.length === 0 && <span className="py-1.5">None shows it</span>}
      {shown.map(({ id, name, url }) => (
        <a
          key={id}
          href={`${url.replace(/\/$/, "")}/incidents/${incident.id}`}
          target="_blank"
          rel="noopener"
          className="flex min-h-8 min-w-0 items-center gap-1 text-primary underline-offset-4 hover:underline"
        >
          <span className="truncate">{name}</span>
          <ArrowUpRightIcon aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">, this incident as visitors see it, in a new tab</span>
        </a>
      ))}
    </Fact>
  );
}
