import type { SignInSettings } from "@fanal/contract";
import { useState } from "react";
import { api, query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

type Change = Partial<Omit<SignInSettings, "isAuth0LinkProven">>;

/**
 * Changes how members sign in. A refusal is kept, to stand beside what was changed.
 *
 * @param onSaved says so
 */
export function useSignInSetting(onSaved: (after: SignInSettings) => void) {
  const { slug, can } = useOrganization();
  const [failure, setFailure] = useState<string | null>(null);
  const write = useWrite({
    send: api.signIn.update,
    touches: [query.signIn.key()],
    failed: () => "How members sign in was not saved.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    made: (cache, after, { organization }) =>
      cache.setQueryData(query.signIn.get.queryKey({ input: { organization } }), after),
    done: onSaved,
  });

  function save(change: Change) {
    setFailure(null);
    write.submit({ organization: slug, ...change });
  }

  return { save, failure, setFailure, isPending: write.isPending, canChange: can("sign_in.update") };
}
