import type { InvitationWithLink } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { CopyButton } from "../../components/copy-button.tsx";
import { copyText } from "../../lib/copy-text.ts";

/** The links of invitations that were made just now: shown this once. */
export function LinksDialog(props: { invitations: InvitationWithLink[]; onClose: () => void }) {
  const { invitations, onClose } = props;
  const withLinks = invitations.flatMap(({ email, link }) => (link === null ? [] : { email, link }));
  const isMailed = invitations.every((one) => one.isMailed);
  const all = withLinks.map(({ email, link }) => `${email} ${link}`).join("\n");
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {invitations.length === 1 ? "Invitation made" : `${invitations.length} invitations made`}
          </DialogTitle>
          <DialogDescription>
            {isMailed
              ? "Each is on its way by mail. The links are here as well, this once."
              : "No mail is set up, so hand on the links yourself. They are shown this once."}{" "}
            Each works once, for its address, for 7 days.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <ul aria-label="Links" className="flex flex-col gap-2">
            {withLinks.map(({ email, link }) => (
              <li key={email} className="flex items-center gap-2">
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="truncate font-strong">{email}</span>
                  <span className="truncate text-xs text-muted-foreground">{link}</span>
                </span>
                <CopyButton what={`Link for ${email}`} text={link} />
              </li>
            ))}
          </ul>
        </DialogBody>
        <DialogFooter>
          {withLinks.length > 1 && (
            <Button variant="outline" onClick={() => void copyText("Links", all)}>
              Copy all links
            </Button>
          )}
          <Button onClick={onClose}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
