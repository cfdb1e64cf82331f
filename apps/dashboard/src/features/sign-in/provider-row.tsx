import type { SsoProvider } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { useState } from "react";
import { Copyable } from "../../components/copyable.tsx";
import { continueWithSso } from "../../lib/single-sign-on.ts";
import { fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { useRemoveProvider } from "./sso-writes.ts";

interface ProviderRowProps {
  provider: SsoProvider;
  canUpdate: boolean;
  onEdit: () => void;
}

/** One provider: what it is, what it has to be told of us, and whether it works. */
export function ProviderRow({ provider, canUpdate, onEdit }: ProviderRowProps) {
  const { slug: organization } = useOrganization();
  const [problem, setProblem] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const remove = useRemoveProvider();
  const { name, type, issuer, provenAt } = provider;

  async function test() {
    setProblem(null);
    setLeaving(true);
    const words = await continueWithSso({ provider: provider.id, isTest: true });
    setProblem(words);
    if (words !== null) setLeaving(false);
  }

  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-col">
          <span className="font-strong wrap-anywhere">{name}</span>
          <span className="text-xs text-muted-foreground wrap-anywhere">
            {type === "oidc" ? "OpenID Connect" : "SAML 2.0"} · {issuer}
          </span>
        </div>
        <Badge variant={provenAt === null ? "outline" : "secondary"}>
          {provenAt === null ? "Not tested" : "Works"}
        </Badge>
      </div>
      <OurAddresses provider={provider} />
      <Certificates provider={provider} />
      {canUpdate && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            variant="outline"
            size="sm"
            aria-disabled={isLeaving}
            onClick={() => !isLeaving && void test()}
          >
            Test sign-in<span className="sr-only"> with {name}</span>
          </Button>
          <Button variant="outline" size="sm" onClick={onEdit}>
            Edit<span className="sr-only"> {name}</span>
          </Button>
          <RemoveDialog
            name={name}
            words="Nobody signs in by it any more, and whoever did is signed out. Their accounts and memberships stay."
            action="Remove provider"
            onRemove={() => remove.run({ organization, provider })}
          />
        </div>
      )}
      <FieldError>{problem}</FieldError>
    </li>
  );
}

/** What is to be copied to the provider. */
export function OurAddresses({ provider: { type, callbackUrl, entityId } }: { provider: SsoProvider }) {
  if (type === "oidc") {
    return (
      <dl className="flex flex-col gap-1">
        <Copyable label="Redirect URI" what="Redirect URI" value={callbackUrl} />
      </dl>
    );
  }
  return (
    <dl className="flex flex-col gap-1">
      <Copyable label="ACS URL" what="ACS URL" value={callbackUrl} />
      {entityId !== null && <Copyable label="Entity ID" what="Entity ID" value={entityId} />}
    </dl>
  );
}

function Certificates({ provider: { certificates } }: { provider: SsoProvider }) {
  const now = useNow();
  return certificates.map(({ fingerprint, expiresAt }) => (
    <p key={fingerprint} className="text-xs text-muted-foreground wrap-anywhere">
      Certificate {fingerprint.slice(0, 23)}… {new Date(expiresAt) < now ? "expired" : "expires"}{" "}
      {fullTime(expiresAt)}
    </p>
  ));
}
