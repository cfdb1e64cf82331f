import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@fanal/ui/components/alert-dialog";
import { Button } from "@fanal/ui/components/button";

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
      <Button variant="ghost" size="sm" onClick={onRemove}>
        {label}
      </Button>
    );
  }
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="ghost" size="sm">
          {label}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="break-words">Remove {name}?</AlertDialogTitle>
          <AlertDialogDescription>{words}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction onClick={onRemove}>{action}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
