import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import { useEffect, useRef, useState } from "react";
import { type Auth0SignIn, continueWithAuth0 } from "../lib/auth0.ts";
import { FormFailure } from "./form-failure.tsx";

/** The button that leads to Auth0, with what came of it. Who comes with an invitation has pressed one already. */
export function Auth0Button({ refusal, ...request }: Auth0SignIn & { refusal: string | null }) {
  const [failure, setFailure] = useState(refusal);
  const [isLeaving, setLeaving] = useState(false);
  const isBegun = useRef(false);

  async function leave() {
    setLeaving(true);
    setFailure(null);
    const words = await continueWithAuth0(request);
    setFailure(words);
    if (words !== null) setLeaving(false);
  }

  useEffect(() => {
    if (request.invitation === undefined || refusal !== null || isBegun.current) return;
    isBegun.current = true;
    void leave();
  });

  return (
    <div className="flex flex-col gap-4">
      <FormFailure message={failure} />
      <Button
        variant="outline"
        size="lg"
        className="w-full"
        aria-disabled={isLeaving}
        onClick={() => !isLeaving && void leave()}
      >
        {isLeaving && <Spinner label="" />}
        Continue with Auth0
      </Button>
    </div>
  );
}

/** Between the ways in that lead elsewhere and our own. */
export function OrHairline() {
  return (
    <div className="flex items-center gap-3 text-xs text-muted-foreground">
      <span className="h-px flex-1 bg-border" />
      or
      <span className="h-px flex-1 bg-border" />
    </div>
  );
}
