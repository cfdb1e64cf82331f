import { Button } from "@fanal/ui/components/button";
import { Link } from "@tanstack/react-router";
import { type Section, sectionNames, sections } from "./sections.ts";

interface SectionNavProps {
  organization: string;
  pageId: string;
  current: Section;
  /** The sections of which a field has an error. */
  wrong: ReadonlySet<Section>;
}

/** On a phone not all tabs have room. */
function showWhole(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The parts of the editor, as tabs that are in the address. */
export function SectionNav({ organization, pageId, current, wrong }: SectionNavProps) {
  return (
    <nav
      aria-label="Parts of the page"
      className="flex shrink-0 gap-0.5 overflow-x-auto border-b px-3 py-2 [scrollbar-width:none] md:flex-wrap md:gap-y-1 md:px-4"
    >
      {sectionNames.map((section) => (
        <Button
          key={section}
          variant="ghost"
          size="sm"
          asChild
          className="px-2 text-muted-foreground focus-visible:-outline-offset-2 aria-[current=page]:bg-secondary aria-[current=page]:text-foreground"
        >
          <Link
            to="/app/$organization/status-pages/$pageId"
            params={{ organization, pageId }}
            search={section === "page" ? {} : { section }}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={section === current ? "page" : undefined}
            ref={section === current ? showWhole : undefined}
            replace
          >
            {sections[section]}
            {wrong.has(section) && (
              <>
                <span aria-hidden className="size-1.5 rounded-full bg-destructive" />
                <span className="sr-only">has an error</span>
              </>
            )}
          </Link>
        </Button>
      ))}
    </nav>
  );
}
