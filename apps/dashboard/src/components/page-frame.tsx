import { useTheme } from "@fanal/ui/hooks/use-theme";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { PreviewSwitches, type PreviewTheme, type PreviewWidth, pixelsOf } from "./preview-switches.tsx";

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
  const { resolvedTheme } = useTheme();
  const [width, setWidth] = useState<PreviewWidth>("full");
  const [chosen, setChosen] = useState<PreviewTheme | null>(null);
  const theme = chosen ?? resolvedTheme;
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => dress(frame.current, theme), [theme]);
  const pixels = pixelsOf(width);

  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center justify-center gap-2 p-2">
        {children}
        <PreviewSwitches width={width} theme={theme} onWidth={setWidth} onTheme={setChosen} />
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
          style={{ width: pixels === null ? "100%" : `min(${pixels}px, 100%)` }}
        />
      </div>
    </>
  );
}

/** Pages take their theme from this mark. */
function dress(frame: HTMLIFrameElement | null, theme: PreviewTheme): void {
  const root = frame?.contentDocument?.documentElement;
  if (root !== undefined) root.dataset.theme = theme;
}
