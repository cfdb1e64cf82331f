import { useRouter } from "@tanstack/react-router";
import { isStatusPage } from "../../lib/return-path.ts";

/** Leads whoever has signed in to where they wanted to go. */
export function useArrive(returnPath: string): () => Promise<void> {
  const router = useRouter();
  return async () => {
    if (isStatusPage(returnPath)) location.assign(returnPath);
    else await router.navigate({ href: returnPath });
  };
}
