import { ConfirmDialog } from "./confirm-dialog.tsx";

interface DeleteUpdateDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onDelete: () => void;
}

/** Asks first, since a deleted update cannot be brought back. */
export function DeleteUpdateDialog({ isOpen, onClose, onDelete }: DeleteUpdateDialogProps) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete this update?"
      consequence="Visitors no longer read it, and the state stays as it is. The log keeps what it said. This cannot be undone."
      act="Delete update"
      onAct={onDelete}
    />
  );
}
