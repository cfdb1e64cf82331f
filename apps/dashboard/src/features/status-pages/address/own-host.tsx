import type { PageDomain } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { useState } from "react";
import { Age } from "../../../components/age.tsx";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { Copyable } from "../../../components/copyable.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { useRemoveDomain, useVerifyDomain } from "../domain-writes.ts";
import { useEditor, useProblem } from "../editor.tsx";

/** One host: whether it counts, and what is still to do for it. */
export function OwnHost({ domain, isCanonical }: { domain: PageDomain; isCanonical: boolean }) {
  const { organization, page, canUpdate } = useEditor();
  const [problem, setProblem] = useState<string | null>(null);
  const verify = useVerifyDomain((error) => setProblem(sentenceOf(error)));
  useProblem(problem);
  const isVerified = domain.verifiedAt !== null;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <span className="min-w-0 flex-1 font-strong wrap-anywhere">{domain.host}</span>
        {isCanonical && <Badge variant="outline">Main</Badge>}
        <Badge variant={isVerified ? "secondary" : "outline"}>
          {isVerified ? "Verified" : "Not verified"}
        </Badge>
      </div>
      {!isVerified && (
        <>
          <p className="text-xs font-normal text-muted-foreground">
            Add this TXT record where the DNS of the host is kept. It shows that the host is yours.
          </p>
          <dl className="flex flex-col gap-1">
            <Copyable label="Name" what="Record name" value={domain.record.name} />
            <Copyable label="Value" what="Record value" value={domain.record.value} />
          </dl>
        </>
      )}
      <div className="flex items-center gap-2">
        {canUpdate && !isVerified && (
          <Button
            variant="outline"
            size="sm"
            aria-disabled={verify.isPending}
            onClick={() => {
              setProblem(null);
              verify.submit({ organization, pageId: page.id, domain });
            }}
          >
            {verify.isPending ? "Looking…" : "Verify"}
            <span className="sr-only">{domain.host}</span>
          </Button>
        )}
        {canUpdate && <RemoveHost domain={domain} />}
        {domain.checkedAt !== null && (
          <span className="ml-auto text-xs font-normal text-muted-foreground">
            Checked <Age time={domain.checkedAt} />
          </span>
        )}
      </div>
      <FieldError>{problem}</FieldError>
    </li>
  );
}

function RemoveHost({ domain }: { domain: PageDomain }) {
  const { organization, page } = useEditor();
  const remove = useRemoveDomain();
  const run = () => remove.run({ organization, pageId: page.id, domain });
  const words = (
    <>
      Remove<span className="sr-only"> {domain.host}</span>
    </>
  );
  // Nothing answers there yet, so nothing is lost.
  if (domain.verifiedAt === null) {
    return (
      <Button variant="ghost" size="sm" onClick={run}>
        {words}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      title={`Remove ${domain.host}?`}
      consequence={`${page.name} stops answering there at once, and links to it break. It can be added and verified again.`}
      act="Remove host"
      onAct={run}
    >
      <Button variant="ghost" size="sm">
        {words}
      </Button>
    </ConfirmDialog>
  );
}
