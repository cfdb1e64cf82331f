import { Button } from "@fanal/ui/components/button";
import { LinkIcon } from "lucide-react";
import { useActions } from "../lib/actions.ts";
import { copyText } from "../lib/copy-text.ts";

/** Copies the address of what is shown, also from the palette. */
export function CopyLink({ url }: { url: string }) {
  const copy = () => void copyText("Link", url);
  useActions([{ label: "Copy link", icon: LinkIcon, run: copy }]);
  return (
    <Button variant="ghost" size="icon-sm" aria-label="Copy link" onClick={copy}>
      <LinkIcon aria-hidden />
    </Button>
  );
}
