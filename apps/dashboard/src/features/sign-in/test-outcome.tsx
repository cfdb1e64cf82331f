import { FormFailure } from "../../components/form-failure.tsx";
import { wordsOfSsoRefusal } from "../../lib/single-sign-on.ts";

/** What the address says of a test sign-in that comes back from its provider. */
export interface Tested {
  /** Id of the provider that works. */
  tested: string | undefined;
  refusal: string | undefined;
}

/** What came of a test sign-in. */
export function TestOutcome({ tested: { tested, refusal } }: { tested: Tested }) {
  const words = wordsOfSsoRefusal(refusal);
  if (words !== null) return <FormFailure message={`The test sign-in was refused. ${words}`} />;
  if (tested === undefined) return null;
  return (
    <p role="status" className="rounded-lg bg-muted px-3 py-2 text-sm">
      The test sign-in worked: people with such an address get in. Nobody was signed in by it.
    </p>
  );
}
