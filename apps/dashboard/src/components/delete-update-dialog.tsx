import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@fanal/ui/components/alert-dialog";

interface DeleteUpdateDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onDelete: () => void;
}

/** Asks first, since a deleted update cannot be brought back. */
export function DeleteUpdateDialog({ isOpen, onClose, onDelete }: DeleteUpdateDialogProps) {
  return (
    <AlertDialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete this update?</AlertDialogTitle>
          <AlertDialogDescription>
            Visitors no longer read it, and the state stays as it is. The log keeps what it said. This cannot
            be undone.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction onClick={onDelete}>Delete update</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
