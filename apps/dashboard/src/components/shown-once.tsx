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
import { Field, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { CopyIcon } from "lucide-react";
import { type ReactNode, useId } from "react";
import { copyText } from "../lib/copy-text.ts";

interface ShownOnceProps {
  name: string;
  /** Over the dialog; that it is made by default. */
  title?: string;
  /** What it is: "key". */
  what: string;
  /** `null`: the answer that held it was lost on its way. */
  secret: string | null;
  /** What to do with it. */
  help: string;
  onClose: () => void;
  /** What belongs below it. */
  children?: ReactNode;
}

/** The one time that a secret can be seen. A slip beside the dialog does not take it away. */
export function ShownOnce({
  name,
  title = `${name} is made`,
  what,
  secret,
  help,
  onClose,
  children,
}: ShownOnceProps) {
  const id = useId();
  const label = what.charAt(0).toUpperCase() + what.slice(1);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>
            {secret === null
              ? `Its answer was lost on the way, and a ${what} is shown only once. Revoke it and make another.`
              : `${help} It is not shown again.`}
          </DialogDescription>
        </DialogHeader>
        {secret !== null && (
          <DialogBody>
            <Field className="max-w-none">
              <FieldLabel htmlFor={id}>{label}</FieldLabel>
              <div className="flex items-center gap-2">
                <Input
                  id={id}
                  readOnly
                  value={secret}
                  className="min-w-0 font-mono"
                  onFocus={(event) => event.currentTarget.select()}
                />
                <Button variant="outline" onClick={() => void copyText(label, secret)}>
                  <CopyIcon aria-hidden /> Copy {what}
                </Button>
              </div>
            </Field>
            {children}
          </DialogBody>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
