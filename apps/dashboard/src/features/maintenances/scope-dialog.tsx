import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import type { OccurrenceScope } from "./writes.ts";

interface ScopeDialogProps {
  /** "Change which of them?" */
  title: string;
  description: string;
  isDestructive?: boolean;
  onChoose: (scope: OccurrenceScope) => void;
  onClose: () => void;
}

/** Of what repeats: this one, or this and all that follow. */
export function ScopeDialog({
  title,
  description,
  isDestructive = false,
  onChoose,
  onClose,
}: ScopeDialogProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        <DialogFooter className="flex-wrap">
          <Button variant="ghost" onClick={onClose} className="mr-auto">
            Cancel
          </Button>
          <Button variant="outline" onClick={() => onChoose("following")}>
            This and all following
          </Button>
          <Button variant={isDestructive ? "destructive" : "default"} onClick={() => onChoose("this")}>
            Only this one
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
