import { domainInput, limits } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf } from "../../lib/forms.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { EmailDomainRow } from "./email-domain-row.tsx";
import { emailDomainsQuery, useAddEmailDomain } from "./sso-writes.ts";

/** The domains whose people the identity providers vouch for. */
export function EmailDomainsSection() {
  const { slug, can } = useOrganization();
  const list = useQuery(emailDomainsQuery(slug));
  const heading = useId();
  const domains = list.data ?? [];
  const canUpdate = can("sign_in.update");
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 id={heading} className="text-lg">
          E-mail domains
        </h2>
        <p className="max-w-150 text-muted-foreground">
          Identity providers sign in, and directories bring in, only people with an address of a verified
          domain. Whoever writes such an address for single sign-on is led to your provider.
        </p>
      </div>
      {list.isError && (
        <RefreshFailed
          isInset
          what="domains"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <ListSkeleton label="Loading domains" rows={1} />}
      {list.isSuccess && domains.length === 0 && (
        <p className="text-muted-foreground">None yet. Add the domain of your work addresses.</p>
      )}
      {domains.length > 0 && (
        <ul aria-label="E-mail domains" className="flex flex-col gap-6">
          {domains.map((domain) => (
            <EmailDomainRow key={domain.id} domain={domain} canUpdate={canUpdate} />
          ))}
        </ul>
      )}
      {canUpdate && list.isSuccess && domains.length < limits.emailDomains && <NewDomain />}
    </section>
  );
}

function NewDomain() {
  const { slug: organization } = useOrganization();
  const [domain, setDomain] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const add = useAddEmailDomain(
    () => setDomain(""),
    (error) => setProblem(sentenceOf(error)),
  );

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const wrong = problemOf(domainInput, domain);
    setProblem(wrong);
    if (wrong === null) add.submit({ organization, domain: domain.trim().toLowerCase() });
  }

  return (
    <form noValidate onSubmit={submit}>
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor={id}>New domain</FieldLabel>
        <div className="flex items-center gap-2">
          <Input
            id={id}
            value={domain}
            placeholder="acme.example"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            aria-invalid={problem !== null}
            aria-describedby={`${id}-help`}
            onChange={(event) => {
              setDomain(event.target.value);
              setProblem(null);
            }}
          />
          <Button type="submit" variant="outline" aria-disabled={add.isPending}>
            Add domain
          </Button>
        </div>
        <FieldDescription id={`${id}-help`}>
          What stands behind the @. Subdomains count on their own.
        </FieldDescription>
        <FieldError>{problem}</FieldError>
      </Field>
    </form>
  );
}
