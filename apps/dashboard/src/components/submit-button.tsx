import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import type { ReactNode } from "react";

/** The one act of a page outside an organization. */
export function SubmitButton({ isBusy, children }: { isBusy: boolean; children: ReactNode }) {
  return (
    <Button type="submit" size="lg" className="w-full" aria-disabled={isBusy}>
      {isBusy && <Spinner label="" />}
      {children}
    </Button>
  );
}
