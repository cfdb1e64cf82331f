import type { Incident } from "@fanal/contract";
import { ArrowUpRightIcon } from "lucide-react";
import { Fact } from "../../components/fact.tsx";
import { useActions } from "../../lib/actions.ts";
import { useShowingPages } from "./showing-pages.ts";

/** The incident's own address on each status page that shows it. */
export function PublicLinks({ organization, incident }: { organization: string; incident: Incident }) {
  const shown = useShowingPages(organization, incident).map(({ id, name, url }) => ({
    id,
    name,
    address: `${url.replace(/\/$/, "")}/incidents/${incident.id}`,
  }));
  useActions(
    shown.map(({ name, address }) => ({
      label: "Open as visitors see it",
      icon: ArrowUpRightIcon,
      of: name,
      run: () => window.open(address, "_blank", "noopener"),
    })),
  );
  return (
    <Fact name="Pages" isList>
      {shown.length === 0 && <span className="py-1.5">None shows it</span>}
      {shown.map(({ id, name, address }) => (
        <a
          key={id}
          href={address}
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
