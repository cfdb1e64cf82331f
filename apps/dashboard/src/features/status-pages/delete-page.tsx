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
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useEditor } from "./editor.tsx";
import { pageDomainsQuery } from "./queries.ts";
import { useDeleteStatusPage } from "./writes.ts";

/** Nothing brings a page back, so its name is typed before it goes. */
export function DeletePage() {
  const { organization, page } = useEditor();
  const domains = useQuery(pageDomainsQuery(organization, page.id));
  const remove = useDeleteStatusPage();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const hosts = domains.data?.length ?? 0;

  function run(event: React.SyntheticEvent) {
    if (typed.trim() === page.name) {
      return remove.run({ organization, page, version: page.version });
    }
    event.preventDefault();
    setProblem("This is not its name.");
    input.current?.focus();
  }

  return (
    <div className="flex flex-col items-start gap-3 border-t pt-6">
      <p className="text-muted-foreground">Services and incidents stay; only the page goes.</p>
      <AlertDialog
        onOpenChange={() => {
          setTyped("");
          setProblem(null);
        }}
      >
        <AlertDialogTrigger asChild>
          <Button variant="outline">Delete page…</Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Delete status page {page.name}?</AlertDialogTitle>
            <AlertDialogDescription>
              Its address answers 410 from now on, for everybody who has it open too
              {hosts === 0
                ? ""
                : hosts === 1
                  ? ", and so does its own host"
                  : `, and so do its ${hosts} own hosts`}
              . This cannot be undone.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <Field data-invalid={problem !== null} className="px-5 pb-4">
            <FieldLabel htmlFor="delete-name">Type {page.name} to go on</FieldLabel>
            <Input
              ref={input}
              id="delete-name"
              autoComplete="off"
              value={typed}
              aria-invalid={problem !== null}
              onChange={(event) => {
                setTyped(event.target.value);
                setProblem(null);
              }}
            />
            <FieldError>{problem}</FieldError>
          </Field>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <AlertDialogAction onClick={run}>Delete page</AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </div>
  );
}
