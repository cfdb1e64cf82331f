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
import type { ComponentProps, FormEvent, ReactNode } from "react";

interface FormDialogProps extends Pick<ComponentProps<typeof DialogContent>, "size"> {
  title: string;
  description?: string;
  /** The button: verb and noun. */
  act: string;
  /** Whether what was sent is not answered yet. */
  isBusy?: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** A form over the view, with one act and a way out. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, act, isBusy = false, size, onSubmit, onClose, children } = props;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size={size} {...(description === undefined ? { "aria-describedby": undefined } : {})}>
        <form noValidate className="contents" onSubmit={onSubmit}>
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
            {description !== undefined && <DialogDescription>{description}</DialogDescription>}
          </DialogHeader>
          <DialogBody>{children}</DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" aria-disabled={isBusy}>
              {act}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
