import { Button } from "@fanal/ui/components/button";
import { cn } from "@fanal/ui/lib/utils";
import { useEffect, useRef, useState } from "react";

interface PreviewFrameProps {
  title: string;
  address: string;
  /** Another one has the same address fetched anew. */
  revision: string;
  theme: "light" | "dark";
  /** In pixels; `null` for all there is. */
  width: number | null;
}

interface Framed {
  id: string;
  address: string;
}

/**
 * A document of the server, without its scripts, in a frame. A new one is loaded behind the one that is shown, and takes
 * its place when it is there, scrolled as far: nothing flashes while somebody types.
 */
export function PreviewFrame({ title, address, revision, theme, width }: PreviewFrameProps) {
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<Framed | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const frames = useRef(new Map<string, HTMLIFrameElement>());
  const wanted: Framed = { id: `${address} ${revision} ${attempt}`, address };
  const documents = shown === null || shown.id === wanted.id ? [wanted] : [shown, wanted];

  useEffect(() => {
    for (const frame of frames.current.values()) dress(frame.contentDocument, theme);
  }, [theme]);

  function onLoad(framed: Framed) {
    if (framed.id !== wanted.id) return;
    const loaded = frames.current.get(framed.id)?.contentDocument ?? null;
    // What the browser says of a server that is away is not ours to look into; a refusal is no page.
    if (loaded?.contentType !== "text/html") return setFailed(framed.id);
    dress(loaded, theme);
    const before = shown === null ? undefined : frames.current.get(shown.id)?.contentDocument;
    loaded.scrollingElement?.scrollTo({ top: before?.scrollingElement?.scrollTop ?? 0 });
    setShown(framed);
  }

  return (
    <div
      className="relative h-full overflow-hidden rounded-lg border bg-background max-lg:rounded-none max-lg:border-x-0"
      style={{ width: width === null ? "100%" : `min(${width}px, 100%)` }}
    >
      {documents.map((framed) => {
        const isBehind = framed.id !== shown?.id;
        return (
          <iframe
            key={framed.id}
            ref={(frame) => {
              if (frame !== null) frames.current.set(framed.id, frame);
              return () => void frames.current.delete(framed.id);
            }}
            title={isBehind ? "Preview that is being loaded" : title}
            src={framed.address}
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
            onLoad={() => onLoad(framed)}
            className={cn("absolute inset-0 size-full", isBehind && "invisible")}
          />
        );
      })}
      {failed === wanted.id && (
        <p
          role="alert"
          className="absolute inset-x-0 top-0 flex items-center gap-2 border-b bg-muted px-4 py-1.5 text-xs"
        >
          Could not load the preview.{shown !== null && " What you see is from before."}
          <Button variant="outline" size="xs" onClick={() => setAttempt(attempt + 1)}>
            Retry
          </Button>
        </p>
      )}
    </div>
  );
}

/** The theme that a visitor would have chosen with the page's own switch; links lead to windows of their own. */
function dress(document: Document | null, theme: "light" | "dark"): void {
  if (document === null) return;
  document.documentElement.dataset.theme = theme;
  document.querySelector("base")?.setAttribute("target", "_blank");
}
