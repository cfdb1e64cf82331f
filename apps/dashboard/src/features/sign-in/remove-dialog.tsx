import { Button } from "@fanal/ui/components/button";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";

interface RemoveDialogProps {
  name: string;
  /** What is lost. */
  words: string;
  action: string;
  /** Where nothing is lost yet, it is not asked. */
  isAsked?: boolean;
  onRemove: () => void;
}

/** The button that removes something, and the question whether it is meant. */
export function RemoveDialog({ name, words, action, isAsked = true, onRemove }: RemoveDialogProps) {
  const label = (
    <>
      Remove<span className="sr-only"> {name}</span>
    </>
  );
  if (!isAsked) {
    return (
      <Button variant="outline" size="sm" onClick={onRemove}>
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog title={`Remove ${name}?`} consequence={words} act={action} onAct={onRemove}>
      <Button variant="outline" size="sm">
        {label}
      </Button>
    </ConfirmDialog>
  );
}
