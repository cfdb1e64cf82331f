import { limits } from "@fanal/contract";
import type { PageImageKind } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { cn } from "@fanal/ui/lib/utils";
import { ImageIcon, UploadIcon } from "lucide-react";
import { useId, useRef, useState } from "react";
import { sentenceOf } from "../../../lib/errors.ts";
import { readImage } from "../../../lib/read-image.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useDeleteImage, usePutImage } from "../writes.ts";

interface ImageSettingProps {
  kind: PageImageKind;
  label: string;
  help: string;
}

const accepted = "image/png,image/jpeg,image/webp,image/gif,image/svg+xml";

/** A logo or the icon: chosen or dropped, shown on the ground that it will stand on, and taken away again. */
export function ImageSetting({ kind, label, help }: ImageSettingProps) {
  const { organization, page, canUpdate, onSaved } = useEditor();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const put = usePutImage(onSaved, (error) => setProblem(sentenceOf(error)));
  const remove = useDeleteImage(onSaved);
  useProblem(problem);
  const image = page.images.find((one) => one.kind === kind);
  const shown = image && shownAddress(image.url, page.slug);
  if (!canUpdate) {
    return (
      <FixedSetting label={label}>
        {shown === undefined ? "None" : <Tile kind={kind} address={shown} label={label} />}
      </FixedSetting>
    );
  }

  async function take(file: File | undefined) {
    if (file === undefined) return;
    const read = await readImage(file, limits.image);
    setProblem(read.problem);
    if (read.problem === null) {
      put.run({ organization, pageId: page.id, kind, data: read.data, preview: read.preview });
    }
  }

  function onDrop(event: React.DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn("flex flex-col gap-1.5 rounded-md", isOver && "outline-2 outline-offset-4 outline-ring")}
    >
      <span id={`${id}-label`} className="text-sm font-medium">
        {label}
      </span>
      <div className="flex items-center gap-3">
        <Tile kind={kind} address={shown} label={label} />
        <div className="flex gap-2">
          <Button
            variant="outline"
            size="sm"
            aria-describedby={`${id}-help`}
            onClick={() => input.current?.click()}
          >
            <UploadIcon aria-hidden /> {shown === undefined ? "Upload" : "Replace"}
            <span className="sr-only">{label}</span>
          </Button>
          {shown !== undefined && (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                setProblem(null);
                remove.run({ organization, pageId: page.id, kind });
              }}
            >
              Remove <span className="sr-only">{label}</span>
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept={accepted}
          aria-label={`File for ${label}`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // So that the same file can be chosen again, once it is mended.
            event.target.value = "";
          }}
        />
      </div>
      <p id={`${id}-help`} className="text-xs font-normal text-muted-foreground">
        {help}
      </p>
      <FieldError>{problem}</FieldError>
    </div>
  );
}

function Tile({ kind, address, label }: { kind: PageImageKind; address: string | undefined; label: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span
      className={cn(
        "flex h-12 shrink-0 items-center justify-center overflow-hidden rounded-md border bg-background p-2",
        kind === "favicon" ? "w-12" : "w-28",
        // The grounds of public pages, whatever this dashboard is read in.
        kind === "logo_dark" ? "dark" : "light",
      )}
    >
      {address === undefined || failed === address ? (
        <ImageIcon aria-hidden className="size-4 text-muted-foreground" />
      ) : (
        <img
          src={address}
          alt={`${label} of the page`}
          className="max-h-full max-w-full object-contain"
          onError={() => setFailed(address)}
        />
      )}
    </span>
  );
}

/** The same image from this server's own address: the page's host may be another one, of which nothing is loaded here. */
function shownAddress(url: string, slug: string): string {
  const { pathname } = new URL(url);
  return url.startsWith("data:") ? url : `/status/${slug}/images/${pathname.split("/").at(-1)}`;
}
