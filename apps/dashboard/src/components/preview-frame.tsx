import { Button } from "@fanal/ui/components/button";
import { cn } from "@fanal/ui/lib/utils";
import { type Ref, useEffect, useId, useRef, useState } from "react";

interface PreviewFrameProps {
  title: string;
  address: string;
  /** Sent along, for what the server does not have yet. */
  fields?: Fields;
  /** Another one has the same address fetched anew. */
  revision: string;
  theme: "light" | "dark";
  /** In pixels; `null` for all there is. */
  width: number | null;
}

type Fields = Readonly<Record<string, string>>;

interface Framed {
  id: string;
  address: string;
  fields: Fields | undefined;
}

/**
 * A document of the server, without its scripts, in a frame. A new one is loaded behind the one that is shown, and takes
 * its place when it is there, scrolled as far: nothing flashes while somebody types.
 */
export function PreviewFrame({ title, address, fields, revision, theme, width }: PreviewFrameProps) {
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<Framed | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const frames = useRef(new Map<string, HTMLIFrameElement>());
  const wanted: Framed = {
    id: `${address} ${JSON.stringify(fields ?? null)} ${revision} ${attempt}`,
    address,
    fields,
  };
  const documents = shown === null || shown.id === wanted.id ? [wanted] : [shown, wanted];

  useEffect(() => {
    for (const frame of frames.current.values()) dress(frame.contentDocument, theme);
  }, [theme]);

  function onLoad(framed: Framed) {
    if (framed.id !== wanted.id) return;
    const loaded = frames.current.get(framed.id)?.contentDocument ?? null;
    // Before its form is sent, a frame is there and empty.
    if (loaded?.URL === "about:blank") return;
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
          <DocumentFrame
            key={framed.id}
            ref={(frame) => {
              if (frame !== null) frames.current.set(framed.id, frame);
              return () => void frames.current.delete(framed.id);
            }}
            title={isBehind ? "Preview that is being loaded" : title}
            address={framed.address}
            fields={framed.fields}
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

interface DocumentFrameProps {
  ref: Ref<HTMLIFrameElement>;
  title: string;
  address: string;
  fields: Fields | undefined;
  onLoad: () => void;
  className: string;
}

/** A frame that asks for its document once, with a form where there is something to send along. */
function DocumentFrame({ address, fields, ...frame }: DocumentFrameProps) {
  const name = useId();
  // Each document has a frame of its own, so neither changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (fields !== undefined) send(fields, address, name);
  }, []);
  return (
    <iframe
      {...frame}
      name={name}
      src={fields === undefined ? address : undefined}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    />
  );
}

/** Apart from the page's own forms, which cannot hold another one. */
function send(fields: Fields, address: string, frame: string): void {
  const form = document.createElement("form");
  Object.assign(form, { hidden: true, method: "post", enctype: "multipart/form-data", action: address });
  form.target = frame;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

/** The theme that a visitor would have chosen with the page's own switch; links lead to windows of their own. */
function dress(document: Document | null, theme: "light" | "dark"): void {
  if (document === null) return;
  document.documentElement.dataset.theme = theme;
  document.querySelector("base")?.setAttribute("target", "_blank");
}
