import { Button } from "@fanal/ui/components/button";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { useEditor } from "../editor.tsx";
import { useRenewFeedToken } from "../writes.ts";

const feeds = [
  { label: "Atom", path: "history.atom" },
  { label: "RSS", path: "history.rss" },
  { label: "JSON", path: "feed.json" },
  { label: "Calendar", path: "maintenance.ics" },
];

/** Feed readers know no password and no session, so the feeds of a protected page have a secret in their address. */
export function FeedLinks() {
  const { organization, page } = useEditor();
  const renew = useRenewFeedToken();
  if (page.feedToken === null) return null;
  return (
    <div className="flex flex-col gap-3 border-t pt-6">
      <div className="flex flex-col gap-1">
        <h3 className="text-sm font-medium">Secret links of its feeds</h3>
        <p className="text-xs font-normal text-muted-foreground">
          Feed readers can give no password. Whoever has one of these links can read the feed.
        </p>
      </div>
      <dl className="flex flex-col gap-1">
        {feeds.map(({ label, path }) => {
          const url = `${page.url}/${path}?token=${page.feedToken}`;
          return (
            <div key={path} className="flex items-center gap-2 rounded-md bg-muted py-1 pr-1 pl-2">
              <dt className="w-14 shrink-0 text-xs text-muted-foreground">{label}</dt>
              <dd className="min-w-0 flex-1 truncate font-mono text-xs font-normal" title={url}>
                {url}
              </dd>
              <CopyButton what={`${label} link`} text={url} />
            </div>
          );
        })}
      </dl>
      <ConfirmDialog
        title={`Renew the secret links of ${page.name}?`}
        consequence="The links before stop working at once, in every feed reader and calendar that has one of them."
        act="Renew links"
        onAct={() => renew.run({ organization, pageId: page.id })}
      >
        <Button variant="outline" size="sm" className="self-start">
          Renew links…
        </Button>
      </ConfirmDialog>
    </div>
  );
}
