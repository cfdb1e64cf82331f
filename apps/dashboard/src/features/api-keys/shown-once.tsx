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
import { copyText } from "../../lib/copy-text.ts";

interface ShownOnceProps {
  name: string;
  /** `null`: the answer that held it was lost on its way. */
  apiKey: string | null;
  onClose: () => void;
}

/** The one time that a key can be seen. A slip beside the dialog does not take it away. */
export function ShownOnce({ name, apiKey, onClose }: ShownOnceProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{name} is made</DialogTitle>
          <DialogDescription>
            {apiKey === null
              ? "Its answer was lost on the way, and a key is shown only once. Revoke it and make another."
              : "Copy the key now and keep it where secrets are kept. It is not shown again."}
          </DialogDescription>
        </DialogHeader>
        {apiKey !== null && (
          <DialogBody>
            <Field className="max-w-none">
              <FieldLabel htmlFor="made-key">Key</FieldLabel>
              <div className="flex gap-2">
                <Input
                  id="made-key"
                  readOnly
                  value={apiKey}
                  className="min-w-0 font-mono"
                  onFocus={(event) => event.currentTarget.select()}
                />
                <Button variant="outline" onClick={() => void copyText("Key", apiKey)}>
                  <CopyIcon aria-hidden /> Copy key
                </Button>
              </div>
            </Field>
          </DialogBody>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
