import { Button } from "@fanal/ui/components/button";
import { LinkIcon } from "lucide-react";
import { toast } from "sonner";

export function CopyLink({ url }: { url: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(url);
      toast.success("Link copied.");
    } catch {
      // Browsers keep the clipboard from pages without https, and from people who said no.
      toast.error("The browser did not let us copy. Here is the link:", { description: url });
    }
  }
  return (
    <Button variant="ghost" size="icon-sm" aria-label="Copy link" onClick={() => void copy()}>
      <LinkIcon aria-hidden />
    </Button>
  );
}
