import type { EmailDomain } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { Copyable } from "../../components/copyable.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { useRemoveEmailDomain, useVerifyEmailDomain } from "./sso-writes.ts";

/** One domain: whether it counts, and what is still to do for it. */
export function EmailDomainRow({ domain, canUpdate }: { domain: EmailDomain; canUpdate: boolean }) {
  const { slug: organization } = useOrganization();
  const [problem, setProblem] = useState<string | null>(null);
  const verify = useVerifyEmailDomain((error) => setProblem(sentenceOf(error)));
  const remove = useRemoveEmailDomain();
  const { verifiedAt, checkedAt, record } = domain;
  const isVerified = verifiedAt !== null;
  // Looked for after it was found last: it was not there.
  const isMissing = isVerified && checkedAt !== null && checkedAt > verifiedAt;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <span className="min-w-0 flex-1 font-strong wrap-anywhere">{domain.domain}</span>
        <Badge variant={isVerified && !isMissing ? "secondary" : "outline"}>
          {isMissing ? "Record missing" : isVerified ? "Verified" : "Waiting for DNS"}
        </Badge>
      </div>
      {(!isVerified || isMissing) && (
        <>
          <p className="text-xs font-normal text-muted-foreground">
            {isMissing
              ? "The record that proves that the domain is yours is gone. Put it back within a week, or nobody of this domain signs in any more."
              : "Add this TXT record where the DNS of the domain is kept, and leave it there. It shows that the domain is yours."}
          </p>
          <dl className="flex flex-col gap-1">
            <Copyable label="Name" what="Record name" value={record.name} />
            <Copyable label="Value" what="Record value" value={record.value} />
          </dl>
        </>
      )}
      <div className="flex items-center gap-2">
        {canUpdate && (!isVerified || isMissing) && (
          <Button
            variant="outline"
            size="sm"
            aria-disabled={verify.isPending}
            onClick={() => {
              setProblem(null);
              verify.submit({ organization, domain });
            }}
          >
            {verify.isPending ? "Looking…" : "Verify"}
            <span className="sr-only"> {domain.domain}</span>
          </Button>
        )}
        {canUpdate && (
          <RemoveDialog
            name={domain.domain}
            words="Nobody with an address of this domain signs in by an identity provider any more, and directories cannot tell of them. It can be added and verified again."
            action="Remove domain"
            isAsked={isVerified}
            onRemove={() => remove.run({ organization, domain })}
          />
        )}
        {checkedAt !== null && (
          <span className="ml-auto text-xs font-normal text-muted-foreground">
            Checked <Age time={checkedAt} />
          </span>
        )}
      </div>
      <FieldError>{problem}</FieldError>
    </li>
  );
}
