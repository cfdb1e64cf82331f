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
import { useBlocker } from "@tanstack/react-router";

interface UnsavedGuardProps {
  isUnsaved: boolean;
  /** "the custom CSS" */
  what: string;
}

/** Asks before somebody leaves a view in which they changed something and have not saved it, by a link, by Back or by closing the window. */
export function UnsavedGuard({ isUnsaved, what }: UnsavedGuardProps) {
  const blocker = useBlocker({
    // Parts of a view have one path: what is typed in one is still there when somebody comes back from another.
    shouldBlockFn: ({ current, next }) => isUnsaved && current.pathname !== next.pathname,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <AlertDialog open={blocker.status === "blocked"} onOpenChange={(isOpen) => !isOpen && blocker.reset?.()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Leave without saving?</AlertDialogTitle>
          <AlertDialogDescription>What you changed about {what} is lost then.</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Stay</AlertDialogCancel>
          <AlertDialogAction onClick={() => blocker.proceed?.()}>Leave</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
