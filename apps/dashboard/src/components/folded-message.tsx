import { Button } from "@fanal/ui/components/button";
import { cn } from "@fanal/ui/lib/utils";
import { useLayoutEffect, useRef, useState } from "react";

const lineHeight = 24;
/** A message is folded when it has more lines than this. */
const linesLeftAlone = 12;

/** A message as visitors see it; a long one is folded at ten lines. */
export function FoldedMessage({ html }: { html: string }) {
  const text = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    setLong((text.current?.scrollHeight ?? 0) > linesLeftAlone * lineHeight);
  }, [html]);
  const isFolded = isLong && !isOpen;
  return (
    <>
      <div
        ref={text}
        className={cn("prose text-base", isFolded && "max-h-60 overflow-hidden")}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {isFolded && (
        <Button variant="link" size="sm" className="self-start px-0" onClick={() => setOpen(true)}>
          Show all
        </Button>
      )}
    </>
  );
}
