import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import { useState } from "react";
import { FormFailure } from "../../components/form-failure.tsx";
import { continueWithSso, type SsoOffer } from "../../lib/single-sign-on.ts";

interface SsoButtonsProps {
  offers: readonly SsoOffer[];
  email?: string | undefined;
  returnPath: string;
}

/** One button for each provider that somebody may sign in by. */
export function SsoButtons({ offers, email, returnPath }: SsoButtonsProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [leavingFor, setLeavingFor] = useState<string | null>(null);

  async function leave({ id: provider }: SsoOffer) {
    setFailure(null);
    setLeavingFor(provider);
    const words = await continueWithSso({
      provider,
      email,
      returnPath: returnPath === "/" ? undefined : returnPath,
    });
    setFailure(words);
    if (words !== null) setLeavingFor(null);
  }

  return (
    <div className="flex flex-col gap-2">
      <FormFailure message={failure} />
      {offers.map((offer) => (
        <Button
          key={offer.id}
          variant="outline"
          size="lg"
          className="w-full"
          aria-disabled={leavingFor !== null}
          onClick={() => leavingFor === null && void leave(offer)}
        >
          {leavingFor === offer.id && <Spinner label="" />}
          <span className="truncate">Continue with {offer.name}</span>
        </Button>
      ))}
    </div>
  );
}
