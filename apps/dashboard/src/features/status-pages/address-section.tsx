import { type StatusPage, statusPageInput } from "@fanal/contract";
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
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../../lib/errors.ts";
import { useUpdateStatusPage } from "./writes.ts";

interface AddressSectionProps {
  organization: string;
  page: StatusPage;
  canUpdate: boolean;
}

/** The address is the one thing that breaks links when it changes, so it waits for a word. */
export function AddressSection({ organization, page, canUpdate }: AddressSectionProps) {
  const [slug, setSlug] = useState(page.slug);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateStatusPage(
    () => toast.success("The page has its new address."),
    (error) => setProblem(sentenceOf(error)),
  );

  function ask(event: React.FormEvent) {
    event.preventDefault();
    const checked = statusPageInput.shape.slug.safeParse(slug);
    setProblem(checked.success ? null : (checked.error.issues[0]?.message ?? null));
    if (checked.success && checked.data !== page.slug) setAsking(true);
  }

  return (
    <section aria-labelledby="address-section" className="flex flex-col gap-4">
      <h2 id="address-section" className="text-lg">
        Address
      </h2>
      <form noValidate onSubmit={ask} className="flex flex-col gap-4">
        <Field data-invalid={problem !== null}>
          <FieldLabel htmlFor="page-slug">Address</FieldLabel>
          <Input
            id="page-slug"
            value={slug}
            readOnly={!canUpdate}
            aria-invalid={problem !== null}
            aria-describedby="page-slug-help"
            onChange={(event) => setSlug(event.target.value)}
          />
          <FieldDescription id="page-slug-help">{page.url.replace(/^https?:\/\//, "")}</FieldDescription>
          <FieldError>{problem}</FieldError>
        </Field>
        {canUpdate && slug !== page.slug && (
          <div>
            <Button type="submit" variant="outline">
              Change address
            </Button>
          </div>
        )}
      </form>
      <AlertDialog open={isAsking} onOpenChange={setAsking}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Change the address of {page.name}?</AlertDialogTitle>
            <AlertDialogDescription>
              Links to /status/{page.slug} stop working at once, and another page may take that address.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <AlertDialogAction
              onClick={() =>
                update.run({ organization, pageId: page.id, version: page.version, slug: slug.trim() })
              }
            >
              Change address
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </section>
  );
}
