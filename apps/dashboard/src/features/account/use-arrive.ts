import { safeReturnPath } from "@fanal/domain";
import { useRouter } from "@tanstack/react-router";
import { isStatusPage } from "../../lib/return-path.ts";

/** Leads whoever has signed in to where they wanted to go. */
export function useArrive(returnPath: string): () => Promise<void> {
  const router = useRouter();
  return async () => {
    // Asked here too: whatever leads here, nobody is led to another site.
    const path = safeReturnPath(returnPath) ?? "/";
    if (isStatusPage(path)) location.assign(path);
    else await router.navigate({ href: path });
  };
}
