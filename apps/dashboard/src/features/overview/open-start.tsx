import { Button } from "@fanal/ui/components/button";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { keepStart, openStart } from "../../lib/guided-start.ts";
import { useOrganization } from "../../lib/use-organization.ts";

/** The way back to a guided start that was left half-way in this browser. */
export function OpenStart() {
  const { id, slug, can } = useOrganization();
  const [step, setStep] = useState(() => openStart(id));
  if (step === null || !can("service.create")) return null;
  return (
    <section
      aria-label="Guided start"
      className="mx-4 flex flex-wrap items-center gap-2 rounded-lg bg-muted py-2 pr-2 pl-3"
    >
      <p className="min-w-0 flex-1">Your first status page is not all set up.</p>
      <Button
        variant="ghost"
        size="sm"
        onClick={() => {
          keepStart(id, null);
          setStep(null);
        }}
      >
        Dismiss
      </Button>
      <Button variant="outline" size="sm" asChild>
        <Link to="/app/$organization/start" params={{ organization: slug }} search={{ step }}>
          Go on
        </Link>
      </Button>
    </section>
  );
}
