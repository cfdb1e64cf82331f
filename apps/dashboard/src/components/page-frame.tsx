import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { pick } from "../lib/pick.ts";

const widths = ["360", "768", "full"] as const;
const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

interface PageFrameProps {
  /** Names the frame: "Acme, as visitors see it". */
  title: string;
  src: string;
  /** Another value loads it anew. */
  revision?: string | undefined;
  /** Further controls, before the switches. */
  children?: ReactNode;
}

/** A status page as visitors see it, at the width of a phone, a tablet or this window, in light and in dark. */
export function PageFrame({ title, src, revision = "", children }: PageFrameProps) {
  const [width, setWidth] = useState<(typeof widths)[number]>("full");
  const [theme, setTheme] = useState<Theme>("system");
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => dress(frame.current, theme), [theme]);

  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center justify-center gap-2 p-2">
        {children}
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
        <ToggleGroup
          type="single"
          aria-label="Theme of the preview"
          value={theme}
          onValueChange={(value) => value !== "" && setTheme(pick(themes, value))}
        >
          <ToggleGroupItem value="system">System</ToggleGroupItem>
          <ToggleGroupItem value="light">Light</ToggleGroupItem>
          <ToggleGroupItem value="dark">Dark</ToggleGroupItem>
        </ToggleGroup>
      </div>
      <div className="flex min-h-0 flex-1 justify-center px-4 pb-4">
        <iframe
          // Another address in the same frame would become a step of the browser's Back.
          key={`${src} ${revision}`}
          ref={frame}
          title={title}
          src={src}
          onLoad={(event) => dress(event.currentTarget, theme)}
          className="h-full min-h-100 rounded-lg border bg-background"
          style={{ width: width === "full" ? "100%" : `min(${width}px, 100%)` }}
        />
      </div>
    </>
  );
}

/** Pages take their theme from this mark; without it the system's holds. */
function dress(frame: HTMLIFrameElement | null, theme: Theme): void {
  const root = frame?.contentDocument?.documentElement;
  if (root === undefined) return;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
