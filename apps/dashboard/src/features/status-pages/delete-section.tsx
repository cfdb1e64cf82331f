import type { StatusPage } from "@fanal/contract";
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
import { useDeleteStatusPage } from "./writes.ts";

export function DeleteSection({ organization, page }: { organization: string; page: StatusPage }) {
  const remove = useDeleteStatusPage();
  return (
    <section aria-labelledby="delete-section" className="flex flex-col items-start gap-3">
      <h2 id="delete-section" className="text-lg">
        Delete
      </h2>
      <p className="text-muted-foreground">Services and incidents stay; only the page goes.</p>
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button variant="outline">Delete page…</Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Delete status page {page.name}?</AlertDialogTitle>
            <AlertDialogDescription>
              Its address answers 404 from now on, for everybody who has it open too. This cannot be undone.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <AlertDialogAction onClick={() => remove.run({ organization, page, version: page.version })}>
              Delete page
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </section>
  );
}
