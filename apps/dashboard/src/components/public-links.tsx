import { ArrowUpRightIcon } from "lucide-react";
import { useActions } from "../lib/actions.ts";
import { Fact } from "./fact.tsx";

interface PublicLinksProps {
  /** The status pages that show it. */
  pages: { id: string; name: string; url: string }[];
  /** Below a page's address: "incidents/1". */
  path: string;
  /** "incident" */
  what: string;
}

/** The own address of an incident or a maintenance on each status page that shows it. */
export function PublicLinks({ pages, path, what }: PublicLinksProps) {
  const shown = pages.map(({ id, name, url }) => ({
    id,
    name,
    address: `${url.replace(/\/$/, "")}/${path}`,
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
          className="flex min-h-8 min-w-0 items-center gap-1 text-primary underline-offset-4 hover:underline pointer-coarse:min-h-11"
        >
          <span className="truncate">{name}</span>
          <ArrowUpRightIcon aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">, this {what} as visitors see it, in a new tab</span>
        </a>
      ))}
    </Fact>
  );
}
