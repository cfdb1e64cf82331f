import { Button } from "@fanal/ui/components/button";
import { CopyIcon } from "lucide-react";
import { copyText } from "../lib/copy-text.ts";

/** Copies a text that stands beside it; `what` names it: "Record name". */
export function CopyButton({ what, text }: { what: string; text: string }) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`Copy ${what.toLowerCase()}`}
      onClick={() => void copyText(what, text)}
    >
      <CopyIcon aria-hidden />
    </Button>
  );
}
