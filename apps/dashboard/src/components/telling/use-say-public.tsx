import type { StatusPage } from "@fanal/contract";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { query } from "../../lib/api.ts";
import { hasHeard, untilHeard } from "../../lib/heard.ts";
import { pagesShowing } from "../../lib/pages-showing.ts";
import { useOrganization } from "../../lib/use-organization.ts";

interface Public {
  /** What was done, as a sentence: "API is slow declared." */
  posted: string;
  /** How the sentence begins once pages show it; they are counted at its end. */
  live?: string;
  /** What is said of who is told; may be empty. */
  told: string;
  /** Where it is on each page: "/incidents/…" */
  path: string;
  /** Those that it affects. */
  serviceIds: string[];
  /** Of the write in the log; `null`: it is not known. */
  position: number | null;
}

/** Says what was done, and that pages show it as soon as they do: "Update live on 2 pages. Telling 1,210 subscribers." */
export function useSayPublic() {
  const cache = useQueryClient();
  const { slug: organization } = useOrganization();
  return async ({ posted, live = `${posted} Live on`, told, path, serviceIds, position }: Public) => {
    const all = await cache
      .ensureQueryData(query.statusPages.list.queryOptions({ input: { organization } }))
      .catch(() => []);
    const pages = pagesShowing(all, serviceIds);
    const sayLive = (id?: string | number) =>
      toast.success(`${live} ${pages.length === 1 ? "1 page" : `${pages.length} pages`}. ${told}`.trim(), {
        ...(id === undefined ? {} : { id }),
        description: <Links pages={pages} path={path} />,
      });
    if (pages.length > 0 && position !== null && hasHeard(position)) return void sayLive();
    let isGone = false;
    const leave = () => {
      isGone = true;
    };
    const id = toast.success(`${posted} ${told}`.trim(), { onDismiss: leave, onAutoClose: leave });
    if (pages.length === 0 || position === null) return;
    await untilHeard(position);
    if (!isGone) sayLive(id);
  };
}

const mostLinks = 3;

function Links({ pages, path }: { pages: StatusPage[]; path: string }) {
  const more = pages.length - mostLinks;
  return (
    <span className="flex flex-wrap gap-x-3">
      {pages.slice(0, mostLinks).map(({ id, name, url }) => (
        <a
          key={id}
          href={`${url.replace(/\/$/, "")}${path}`}
          target="_blank"
          rel="noopener"
          className="max-w-full truncate text-primary underline-offset-4 hover:underline"
        >
          {name}
          <span className="sr-only">, as visitors see it, in a new tab</span>
        </a>
      ))}
      {more > 0 && <span>and {more} more</span>}
    </span>
  );
}
