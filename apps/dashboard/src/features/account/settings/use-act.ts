import { useState } from "react";
import type { SignInFailure } from "../../../lib/sign-in.ts";

/** One act on the account that shows its effect only when it is done: what is refused is said where it was tried. */
export function useAct() {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** Whether it worked. */
  async function act(work: () => Promise<SignInFailure | null>): Promise<boolean> {
    setIsBusy(true);
    setFailure(null);
    const refused = await work();
    setIsBusy(false);
    setFailure(refused?.message ?? null);
    return refused === null;
  }

  return { isBusy, failure, act };
}
