import { useBlocker } from "@tanstack/react-router";
import { ConfirmDialog } from "./confirm-dialog.tsx";

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
    <ConfirmDialog
      isOpen={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      consequence={`What you changed about ${what} is lost then.`}
      act="Leave"
      onAct={() => blocker.proceed?.()}
      cancel="Stay"
    />
  );
}
