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
import { DownloadIcon } from "lucide-react";
import { useRef, useState } from "react";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteOrganization } from "./writes.ts";

/** Nothing brings an organization back: a copy is offered first, and its name is typed before it goes. */
export function DeleteOrganization() {
  const organization = useOrganization();
  const { slug, name, version } = organization;
  const pages = useQuery(query.statusPages.list.queryOptions({ input: { organization: slug } }));
  const members = useQuery(query.members.list.queryOptions({ input: { organization: slug } }));
  const remove = useDeleteOrganization();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  function run(event: React.SyntheticEvent) {
    if (typed.trim() === name) return remove.run({ organization: slug, name, version });
    event.preventDefault();
    setProblem("This is not its name.");
    input.current?.focus();
  }

  return (
    <section aria-labelledby="delete-organization" className="flex flex-col items-start gap-3 border-t pt-6">
      <h2 id="delete-organization" className="text-lg">
        Delete organization
      </h2>
      <p className="text-muted-foreground">
        Everything goes, for good: status pages, incidents, members and the log. Keep a copy first; it holds
        all of it as JSON, without keys and passwords.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline">
          <a href={`/api/v1/organizations/${slug}/export`} download>
            <DownloadIcon aria-hidden /> Export everything
          </a>
        </Button>
        <AlertDialog
          onOpenChange={() => {
            setTyped("");
            setProblem(null);
          }}
        >
          <AlertDialogTrigger asChild>
            <Button variant="outline">Delete organization…</Button>
          </AlertDialogTrigger>
          <AlertDialogContent>
            <AlertDialogHeader>
              <AlertDialogTitle>Delete {name}?</AlertDialogTitle>
              <AlertDialogDescription>
                {pages.data !== undefined && members.data !== undefined
                  ? `${counted(pages.data.length, "status page")} and ${counted(members.data.length, "member")} go with it, and everything else. `
                  : "Everything of it goes. "}
                Its addresses stop working at once. This cannot be undone.
              </AlertDialogDescription>
            </AlertDialogHeader>
            <Field data-invalid={problem !== null} className="px-5 pb-4">
              <FieldLabel htmlFor="delete-name">Type {name} to go on</FieldLabel>
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
              <AlertDialogAction onClick={run}>Delete organization</AlertDialogAction>
            </AlertDialogFooter>
          </AlertDialogContent>
        </AlertDialog>
      </div>
    </section>
  );
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
