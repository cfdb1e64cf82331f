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
import type { ReactNode, SyntheticEvent } from "react";

export interface Question {
  /** What is asked: "Remove Rui Costa?" */
  title: string;
  /** What follows, in numbers, and what stays. */
  consequence: ReactNode;
  /** The button that answers: verb and noun. */
  act: string;
  /** What is prevented of its event keeps the question open. */
  onAct: (event: SyntheticEvent) => void;
}

interface ConfirmDialogProps extends Question {
  /** The button that opens it. */
  children?: ReactNode;
  /** Said where something else opens it. */
  isOpen?: boolean;
  onClose?: () => void;
  /** What is asked for beside the answer. */
  field?: ReactNode;
  /** The way out. */
  cancel?: string;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, consequence, act, onAct, children, isOpen, onClose, field, cancel = "Cancel" } = props;
  return (
    <AlertDialog
      {...(isOpen === undefined ? {} : { open: isOpen })}
      onOpenChange={(isToOpen) => !isToOpen && onClose?.()}
    >
      {children !== undefined && <AlertDialogTrigger asChild>{children}</AlertDialogTrigger>}
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="break-words">{title}</AlertDialogTitle>
          <AlertDialogDescription className="break-words">{consequence}</AlertDialogDescription>
        </AlertDialogHeader>
        {field}
        <AlertDialogFooter>
          <AlertDialogCancel>{cancel}</AlertDialogCancel>
          <AlertDialogAction onClick={onAct}>{act}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
