import type { StatusPage } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRightIcon, ExternalLinkIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { CopyLink } from "../../components/copy-link.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { AddressSection } from "./address-section.tsx";
import { DeleteSection } from "./delete-section.tsx";
import { PageSection } from "./page-section.tsx";
import { Preview } from "./preview.tsx";
import { ServicesSection } from "./services-section.tsx";
import { type SavePage, statusPageQuery, useUpdateStatusPage } from "./writes.ts";

const savedForMs = 2_000;

export function StatusPageView({ pageId }: { pageId: string }) {
  const { slug: organization, can } = useOrganization();
  const { data: page } = useSuspenseQuery(statusPageQuery(organization, pageId));
  const [savedAt, setSavedAt] = useState(0);
  const update = useUpdateStatusPage(() => setSavedAt(Date.now()));
  const canUpdate = can("status_page.update");
  const save: SavePage = (change) => update.run({ organization, pageId, version: page.version, ...change });

  return (
    <>
      <ViewBar title={<Crumbs organization={organization} page={page} />}>
        <Saved at={savedAt} />
        <CopyLink url={page.url} />
        <Button variant="outline" size="sm" asChild>
          <a href={page.url} target="_blank" rel="noopener">
            <ExternalLinkIcon aria-hidden /> Open page
          </a>
        </Button>
      </ViewBar>
      <div className="flex min-h-0 flex-1">
        <div className="w-full overflow-y-auto px-4 pt-6 pb-24 md:px-6 lg:max-w-112 lg:shrink-0 lg:border-r">
          <div className="flex flex-col gap-10">
            <PageSection
              key={`${page.name} ${page.timeZone}`}
              page={page}
              canUpdate={canUpdate}
              onSave={save}
            />
            <ServicesSection page={page} canUpdate={canUpdate} onSave={save} />
            <AddressSection key={page.slug} organization={organization} page={page} canUpdate={canUpdate} />
            {can("status_page.delete") && <DeleteSection organization={organization} page={page} />}
          </div>
        </div>
        <Preview page={page} />
      </div>
    </>
  );
}

function Crumbs({ organization, page }: { organization: string; page: StatusPage }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Link
        to="/app/$organization/status-pages"
        params={{ organization }}
        className="shrink-0 font-medium text-muted-foreground hover:text-foreground max-sm:hidden"
      >
        Status pages
      </Link>
      <ChevronRightIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground max-sm:hidden" />
      <span className="truncate">{page.name}</span>
    </span>
  );
}

function Saved({ at }: { at: number }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (at === 0) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), savedForMs);
    return () => clearTimeout(timer);
  }, [at]);
  return (
    <p role="status" className="text-xs text-muted-foreground">
      {isShown && "Saved"}
    </p>
  );
}
