import type { StatusPage } from "@fanal/contract";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useState } from "react";
import { pick } from "../../lib/pick.ts";

const widths = ["360", "768", "full"] as const;

/** The page itself, live, as visitors see it. */
export function Preview({ page }: { page: StatusPage }) {
  const [width, setWidth] = useState<(typeof widths)[number]>("full");
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-1 flex-col bg-muted max-lg:hidden">
      <div className="flex shrink-0 justify-center p-2">
        <ToggleGroup
          type="single"
          aria-label="Width of the preview"
          value={width}
          onValueChange={(value) => value !== "" && setWidth(pick(widths, value))}
        >
          <ToggleGroupItem value="360">Phone</ToggleGroupItem>
          <ToggleGroupItem value="768">Tablet</ToggleGroupItem>
          <ToggleGroupItem value="full">Full</ToggleGroupItem>
        </ToggleGroup>
      </div>
      <div className="flex min-h-0 flex-1 justify-center px-4 pb-4">
        <iframe
          key={page.slug}
          title={`${page.name}, as visitors see it`}
          src={`/status/${page.slug}`}
          className="h-full rounded-lg border bg-background"
          style={{ width: width === "full" ? "100%" : `min(${width}px, 100%)` }}
        />
      </div>
    </section>
  );
}
