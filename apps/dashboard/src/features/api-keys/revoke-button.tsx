import type { ApiKey } from "@fanal/contract";
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
import { useOrganization } from "../../lib/use-organization.ts";
import { useRevokeApiKey } from "./writes.ts";

/** Asks first: whatever uses the key fails from then on. */
export function RevokeButton({ apiKey }: { apiKey: ApiKey }) {
  const { slug } = useOrganization();
  const revoke = useRevokeApiKey();
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          aria-label={`Revoke ${apiKey.name}`}
          aria-disabled={revoke.isPending}
        >
          Revoke
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Revoke key {apiKey.name}?</AlertDialogTitle>
          <AlertDialogDescription>
            Whatever uses {apiKey.prefix}… is refused with its next request. This cannot be undone.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction onClick={() => revoke.run({ organization: slug, apiKey })}>
            Revoke key
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
