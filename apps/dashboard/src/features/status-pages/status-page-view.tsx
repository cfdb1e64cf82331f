import type { StatusPage } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { cn } from "@fanal/ui/lib/utils";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ExternalLinkIcon, EyeIcon, PanelsTopLeftIcon, PencilIcon } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { CopyLink } from "../../components/copy-link.tsx";
import { CrumbLink, Crumbs } from "../../components/crumbs.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { AddressSection } from "./address/address-section.tsx";
import { AudienceSection } from "./audience/audience-section.tsx";
import { EditorProvider, ProblemProvider } from "./editor.tsx";
import { LookSection } from "./look/look-section.tsx";
import { MailSection } from "./mail-section.tsx";
import { MetricsSection } from "./metrics-section.tsx";
import { PageSection } from "./page-section.tsx";
import { Preview } from "./preview.tsx";
import { statusPageQuery } from "./queries.ts";
import { SectionNav } from "./section-nav.tsx";
import { type Section, sectionNames, sections } from "./sections.ts";
import { ServicesSection } from "./services/services-section.tsx";
import { UptimeSection } from "./uptime-section.tsx";
import { useSavePage } from "./writes.ts";

const savedForMs = 2_000;
const patienceMs = 1_000;

const contents: Record<Section, () => ReactNode> = {
  page: PageSection,
  services: ServicesSection,
  metrics: MetricsSection,
  look: LookSection,
  address: AddressSection,
  audience: AudienceSection,
  mail: MailSection,
  uptime: UptimeSection,
};

/** The editor of a page: its settings on the left, and the page itself, as visitors see it, on the right. */
export function StatusPageView({ pageId, section }: { pageId: string; section: Section }) {
  const { slug: organization, can } = useOrganization();
  const { data: page } = useSuspenseQuery(statusPageQuery(organization, pageId));
  const [savedAt, setSavedAt] = useState(0);
  const onSaved = useCallback(() => setSavedAt(Date.now()), []);
  const { save, isPending } = useSavePage(organization, pageId, onSaved);
  const { wrong, report } = useProblems();
  const [isPreviewed, setPreviewed] = useState(false);
  const navigate = useNavigate();
  useActions([
    {
      label: "Open page",
      icon: ExternalLinkIcon,
      run: () => window.open(page.url, "_blank", "noopener"),
    },
    ...sectionNames.map((name) => ({
      label: sections[name],
      icon: PanelsTopLeftIcon,
      of: "of this page",
      run: () =>
        void navigate({
          to: "/app/$organization/status-pages/$pageId",
          params: { organization, pageId },
          search: name === "page" ? {} : { section: name },
          replace: true,
        }),
    })),
  ]);

  return (
    <EditorProvider value={{ organization, page, canUpdate: can("status_page.update"), save, onSaved }}>
      <ViewBar title={<Place organization={organization} page={page} />}>
        <Saved at={savedAt} isPending={isPending} />
        <Button variant="outline" size="sm" className="lg:hidden" onClick={() => setPreviewed(!isPreviewed)}>
          {isPreviewed ? <PencilIcon aria-hidden /> : <EyeIcon aria-hidden />}
          {isPreviewed ? "Edit" : "Preview"}
        </Button>
        <CopyLink url={page.url} />
        <Button variant="outline" size="sm" asChild className="max-sm:size-7 max-sm:px-0">
          <a href={page.url} target="_blank" rel="noopener">
            <ExternalLinkIcon aria-hidden /> <span className="max-sm:sr-only">Open page</span>
          </a>
        </Button>
      </ViewBar>
      <div className="flex min-h-0 flex-1">
        <div
          className={cn(
            "flex w-full min-w-0 flex-col lg:w-100 lg:shrink-0 lg:border-r",
            isPreviewed && "max-lg:hidden",
          )}
        >
          <SectionNav organization={organization} pageId={pageId} current={section} wrong={wrong} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-5 pb-24">
            {sectionNames.map((name) => (
              <SectionPanel key={name} section={name} isShown={name === section} report={report} />
            ))}
          </div>
        </div>
        <Preview page={page} isShown={isPreviewed} />
      </div>
    </EditorProvider>
  );
}

interface SectionPanelProps {
  section: Section;
  isShown: boolean;
  report: ReturnType<typeof useProblems>["report"];
}

/** Stays there when another one is looked at, with what was typed and not saved. Services type nothing, but have keys. */
function SectionPanel({ section, isShown, report }: SectionPanelProps) {
  const Content = contents[section];
  const context = useMemo(() => ({ section, report }), [section, report]);
  return (
    <section hidden={!isShown} aria-labelledby={`section-${section}`}>
      <h2 id={`section-${section}`} className="sr-only">
        {sections[section]}
      </h2>
      <div className="flex flex-col gap-6">
        <ProblemProvider value={context}>
          {(isShown || section !== "services") && <Content />}
        </ProblemProvider>
      </div>
    </section>
  );
}

/** Which sections have a field with an error. */
function useProblems() {
  const [fields, setFields] = useState<ReadonlyMap<string, Section>>(new Map());
  const report = useCallback((field: string, section: Section, hasProblem: boolean) => {
    setFields((before) => {
      if (before.has(field) === hasProblem) return before;
      const after = new Map(before);
      if (hasProblem) after.set(field, section);
      else after.delete(field);
      return after;
    });
  }, []);
  return { wrong: useMemo(() => new Set(fields.values()), [fields]), report };
}

function Place({ organization, page }: { organization: string; page: StatusPage }) {
  return (
    <Crumbs title={page.name}>
      <CrumbLink to="/app/$organization/status-pages" params={{ organization }}>
        Status pages
      </CrumbLink>
    </Crumbs>
  );
}

/** Says that something was saved, or, when it takes long, that it is on its way. */
function Saved({ at, isPending }: { at: number; isPending: boolean }) {
  const [isShown, setShown] = useState(false);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (at === 0) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), savedForMs);
    return () => clearTimeout(timer);
  }, [at]);
  useEffect(() => {
    if (!isPending) return setLate(false);
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isPending]);
  return (
    <p role="status" className="text-xs text-muted-foreground">
      {isLate ? "Saving…" : isShown && "Saved"}
    </p>
  );
}
