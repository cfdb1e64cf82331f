import type { ApiKey } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRevokeApiKey } from "./writes.ts";

/** Asks first: whatever uses the key fails from then on. */
export function RevokeButton({ apiKey }: { apiKey: ApiKey }) {
  const { slug } = useOrganization();
  const revoke = useRevokeApiKey();
  return (
    <ConfirmDialog
      title={`Revoke key ${apiKey.name}?`}
      consequence={`Whatever uses ${apiKey.prefix}… is refused with its next request. This cannot be undone.`}
      act="Revoke key"
      onAct={() => revoke.run({ organization: slug, apiKey })}
    >
      <Button
        variant="outline"
        size="sm"
        aria-label={`Revoke ${apiKey.name}`}
        aria-disabled={revoke.isPending}
      >
        Revoke
      </Button>
    </ConfirmDialog>
  );
}
