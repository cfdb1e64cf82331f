import { limits, type ScimToken, scimTokenInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { Age } from "../../components/age.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Copyable } from "../../components/copyable.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { api, query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.scimTokens.key()] as const;
const nameField = required("Name the directory, for example Okta.", scimTokenInput.shape.name);

interface MadeToken {
  name: string;
  /** `null`: the answer that held it was lost on its way. */
  token: string | null;
}

/** Tokens with which a directory tells who belongs to the organization. */
export function ScimSection() {
  const { slug, can } = useOrganization();
  const heading = useId();
  const [made, setMade] = useState<MadeToken | null>(null);
  const list = useQuery(query.scimTokens.list.queryOptions({ input: { organization: slug } }));
  const tokens = list.data ?? [];
  const canMake = list.isSuccess && can("sign_in.update");
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 id={heading} className="text-lg">
          Provisioning (SCIM)
        </h2>
        <p className="max-w-150 text-muted-foreground">
          Your directory tells Fanal who belongs here: they join once they sign in with their address, and are
          out at once when it deactivates them. It speaks of addresses of verified domains only.
        </p>
      </div>
      <dl>
        <Copyable label="SCIM URL" what="SCIM URL" value={`${window.location.origin}/scim/v2`} />
      </dl>
      {list.isError && (
        <RefreshFailed
          isInset
          what="tokens"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <ListSkeleton label="Loading tokens" rows={1} />}
      {list.isSuccess && tokens.length === 0 && <p className="text-muted-foreground">No tokens yet.</p>}
      {tokens.length > 0 && (
        <ul aria-label="Provisioning tokens" className="flex flex-col gap-2">
          {tokens.map((token) => (
            <Row key={token.id} token={token} />
          ))}
        </ul>
      )}
      {canMake && tokens.length < limits.scimTokens && <NewToken onMade={setMade} />}
      {canMake && tokens.length >= limits.scimTokens && (
        <p className="text-muted-foreground">
          There are {limits.scimTokens} tokens, and no more are possible. Revoke one to make another.
        </p>
      )}
      {made !== null && (
        <ShownOnce
          name={made.name}
          what="token"
          secret={made.token}
          help="Copy the token into your directory now."
          onClose={() => setMade(null)}
        />
      )}
    </section>
  );
}

function Row({ token: { id, name, prefix, lastUsedAt } }: { token: ScimToken }) {
  const { slug, can } = useOrganization();
  const revoke = useWrite({
    send: api.scimTokens.revoke,
    touches,
    failed: () => `${name} was not revoked. It still works.`,
    done: () => toast.success(`${name} revoked.`),
  });
  return (
    <li className="flex items-center justify-between gap-3">
      <div className="flex min-w-0 flex-col">
        <span className="font-strong wrap-anywhere">{name}</span>
        <span className="text-xs text-muted-foreground">
          <code>{prefix}…</code> ·{" "}
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              used <Age time={lastUsedAt} />
            </>
          )}
        </span>
      </div>
      {can("sign_in.update") && (
        <ConfirmDialog
          title={`Revoke the token ${name}?`}
          consequence="The directory is refused with its next request. Whom it brought in stays a member."
          act="Revoke token"
          onAct={() => revoke.run({ organization: slug, scimTokenId: id })}
        >
          <Button variant="outline" size="sm" aria-label={`Revoke ${name}`} aria-disabled={revoke.isPending}>
            Revoke
          </Button>
        </ConfirmDialog>
      )}
    </li>
  );
}

function NewToken({ onMade }: { onMade: (token: MadeToken) => void }) {
  const { slug } = useOrganization();
  const id = useId();
  const [name, setName] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const create = useWrite({
    send: api.scimTokens.create,
    touches,
    failed: () => "The token was not made.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    done: (token) => {
      onMade(token);
      setName("");
    },
  });

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    const problem = problemOf(nameField, name);
    setFailure(problem);
    if (problem === null) create.submit({ organization: slug, name });
  }

  return (
    <form noValidate onSubmit={submit}>
      <Field data-invalid={failure !== null}>
        <FieldLabel htmlFor={id}>Directory</FieldLabel>
        <div className="flex items-center gap-2">
          <Input
            id={id}
            placeholder="Okta"
            autoComplete="off"
            value={name}
            aria-invalid={failure !== null}
            aria-describedby={`${id}-help`}
            onChange={(event) => {
              setName(event.target.value);
              setFailure(null);
            }}
          />
          <Button type="submit" variant="outline" aria-disabled={create.isPending}>
            Make token
          </Button>
        </div>
        <FieldDescription id={`${id}-help`}>
          What it does here stands in the audit log under this name.
        </FieldDescription>
        <FieldError>{failure}</FieldError>
      </Field>
    </form>
  );
}
