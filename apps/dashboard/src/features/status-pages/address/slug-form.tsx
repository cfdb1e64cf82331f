import { statusPageInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { UnsavedGuard } from "../../../components/unsaved-guard.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { problemOf } from "../../../lib/forms.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useUpdateStatusPage } from "../writes.ts";

const slugField = statusPageInput.shape.slug;

/** The address is the one thing that breaks links when it changes, so it waits for a word. */
export function SlugForm() {
  const { organization, page, canUpdate, onSaved } = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateStatusPage(
    () => {
      setTyped(null);
      onSaved();
      toast.success("The page has its new address.");
    },
    (error) => setProblem(sentenceOf(error)),
  );
  useProblem(problem);
  const slug = typed ?? page.slug;
  const written = slug.trim().toLowerCase();
  const shown = page.url.replace(/^https?:\/\//, "");
  if (!canUpdate) return <FixedSetting label="Address">{shown}</FixedSetting>;

  function ask(event: React.FormEvent) {
    event.preventDefault();
    const wrong = problemOf(slugField, slug);
    setProblem(wrong);
    if (wrong === null && written !== page.slug) setAsking(true);
  }

  return (
    <form noValidate onSubmit={ask} className="flex flex-col gap-3">
      <UnsavedGuard isUnsaved={written !== page.slug && !update.isPending} what="the address" />
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor="page-slug">Address</FieldLabel>
        <Input
          id="page-slug"
          value={slug}
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={problem !== null}
          aria-describedby="page-slug-help"
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            setTyped(null);
            setProblem(null);
          }}
        />
        <FieldDescription id="page-slug-help" className="break-all">
          {shown}
        </FieldDescription>
        <FieldError>{problem}</FieldError>
      </Field>
      {written !== page.slug && (
        <div>
          <Button type="submit" variant="outline" size="sm" aria-disabled={update.isPending}>
            Change address
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`Change the address of ${page.name}?`}
        consequence={`Links to /status/${page.slug} stop working at once, and another page may take that address.`}
        act="Change address"
        onAct={() => update.run({ organization, pageId: page.id, version: page.version, slug: written })}
      />
    </form>
  );
}
