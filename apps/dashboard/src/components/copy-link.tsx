import { Button } from "@fanal/ui/components/button";
import { LinkIcon } from "lucide-react";
import { copyText } from "../lib/copy-text.ts";

export function CopyLink({ url }: { url: string }) {
  return (
    <Button variant="ghost" size="icon-sm" aria-label="Copy link" onClick={() => void copyText("Link", url)}>
      <LinkIcon aria-hidden />
    </Button>
  );
}
