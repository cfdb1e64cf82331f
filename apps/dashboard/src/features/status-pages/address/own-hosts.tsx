import { limits, pageDomain } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListSkeleton } from "../../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../../components/refresh-failed.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { problemOf } from "../../../lib/forms.ts";
import { useAddDomain } from "../domain-writes.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { pageDomainsQuery } from "../queries.ts";
import { OwnHost } from "./own-host.tsx";

/** The hosts under which the page answers besides its address on this server. */
export function OwnHosts() {
  const { organization, page, canUpdate } = useEditor();
  const list = useQuery(pageDomainsQuery(organization, page.id));
  const domains = list.data ?? [];
  const { hostname } = new URL(page.url);
  const isOwn = domains.some(({ host }) => host === hostname);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h3 className="text-sm font-medium">Hosts of its own</h3>
        <p className="text-xs font-normal text-muted-foreground">
          {isOwn
            ? `Links, feeds and mails use ${hostname}. The other hosts answer, too.`
            : "A page can answer under a host of yours, such as status.acme.example."}
        </p>
      </div>
      {list.isError && (
        <RefreshFailed what="hosts" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <ListSkeleton label="Loading hosts" rows={1} />}
      {list.isSuccess && domains.length === 0 && !canUpdate && <p>None</p>}
      {domains.length > 0 && (
        <ul aria-label="Hosts of its own" className="flex flex-col gap-6">
          {domains.map((domain) => (
            <OwnHost key={domain.id} domain={domain} isCanonical={domain.host === hostname} />
          ))}
        </ul>
      )}
      {canUpdate && list.isSuccess && domains.length < limits.domains && <NewHost />}
      {canUpdate && domains.length >= limits.domains && (
        <p className="text-xs font-normal text-muted-foreground">
          A page has {limits.domains} hosts at most. Remove one to add another.
        </p>
      )}
    </div>
  );
}

function NewHost() {
  const { organization, page } = useEditor();
  const [host, setHost] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const add = useAddDomain(
    () => setHost(""),
    (error) => setProblem(sentenceOf(error)),
  );
  useProblem(problem);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const wrong = problemOf(pageDomain.shape.host, host);
    setProblem(wrong);
    if (wrong === null) {
      add.submit({ organization, pageId: page.id, host: host.trim().toLowerCase() });
    }
  }

  return (
    <form noValidate onSubmit={submit}>
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor="new-host">New host</FieldLabel>
        <div className="flex gap-2">
          <Input
            id="new-host"
            value={host}
            placeholder="status.acme.example"
            spellCheck={false}
            autoCapitalize="off"
            aria-invalid={problem !== null}
            aria-describedby="new-host-help"
            onChange={(event) => {
              setHost(event.target.value);
              setProblem(null);
            }}
          />
          <Button type="submit" variant="outline" aria-disabled={add.isPending}>
            Add host
          </Button>
        </div>
        <FieldDescription id="new-host-help">
          Its name has to lead to this server. The certificate is the work of the reverse proxy in front of
          it: with the Caddyfile in deploy/ it comes by itself once the host is verified.
        </FieldDescription>
        <FieldError>{problem}</FieldError>
      </Field>
    </form>
  );
}
