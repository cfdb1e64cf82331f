import { Button } from "@fanal/ui/components/button";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ExternalLinkIcon } from "lucide-react";
import { Copyable } from "../../../components/copyable.tsx";
import { QrCode } from "../../../components/qr-code.tsx";
import { StartFrame } from "../../../components/start-frame.tsx";
import { keepStart } from "../../../lib/guided-start.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { Preview } from "../preview.tsx";
import { statusPageQuery } from "../queries.ts";

/** Where the page is, to be opened, sent and photographed. */
export function LiveStep({ pageId }: { pageId: string }) {
  const organization = useOrganization();
  const { slug } = organization;
  const navigate = useNavigate();
  const { data: page } = useSuspenseQuery(statusPageQuery(slug, pageId));

  function finish() {
    keepStart(organization.id, null);
    void navigate({ to: "/app/$organization", params: { organization: slug } });
  }

  return (
    <StartFrame
      step="live"
      title="Your page is live"
      text="Everybody with its address reads it now. When something breaks, declare an incident: visitors see it within a second."
      act="Go to the overview"
      onAct={finish}
      aside={<Preview page={page} isShown />}
    >
      <dl>
        <Copyable label="Address" what="Address" value={page.url} />
      </dl>
      <Button variant="outline" asChild className="self-start pointer-coarse:h-11">
        <a href={page.url} target="_blank" rel="noopener">
          <ExternalLinkIcon aria-hidden /> Open page
        </a>
      </Button>
      <QrCode text={page.url} label={`QR code of ${page.url}`} />
    </StartFrame>
  );
}
