import type { Incident } from "@fanal/contract";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { cn } from "@fanal/ui/lib/utils";
import type { ReactNode } from "react";
import { pick } from "../../lib/pick.ts";
import { DraftPreview } from "./draft-preview.tsx";

const sides = ["text", "preview"] as const;
export type Side = (typeof sides)[number];

interface DraftFrameProps {
  organization: string;
  incident: Incident;
  /** What a narrow window shows, where there is room for one of both. */
  side: Side;
  onSide: (side: Side) => void;
  /** "Write", or "Read" */
  textLabel: string;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  children: ReactNode;
}

/** A draft beside the page on which visitors will see it. */
export function DraftFrame(props: DraftFrameProps) {
  const { organization, incident, side, onSide, textLabel, onKeyDown, children } = props;
  return (
    <>
      <div className="flex shrink-0 justify-center border-b p-2 lg:hidden">
        <ToggleGroup
          type="single"
          aria-label="Draft"
          value={side}
          onValueChange={(value) => value !== "" && onSide(pick(sides, value))}
        >
          <ToggleGroupItem value="text">{textLabel}</ToggleGroupItem>
          <ToggleGroupItem value="preview">Preview</ToggleGroupItem>
        </ToggleGroup>
      </div>
      <div className="flex min-h-0 flex-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside */}
        <div
          onKeyDown={onKeyDown}
          className={cn(
            "w-full shrink-0 overflow-y-auto px-4 pt-4 pb-20 md:pb-6 lg:w-110 lg:border-r",
            side === "preview" && "max-lg:hidden",
          )}
        >
          {children}
        </div>
        <section
          aria-label="Preview"
          className={cn(
            "flex min-w-0 flex-1 flex-col bg-muted max-md:pb-14",
            side === "text" && "max-lg:hidden",
          )}
        >
          <DraftPreview organization={organization} incident={incident} />
        </section>
      </div>
    </>
  );
}
