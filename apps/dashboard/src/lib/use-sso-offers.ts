import { useEffect, useState } from "react";
import { type SsoOffer, ssoOffers } from "./single-sign-on.ts";

/** The providers of an organization; `null` while they are not known. */
export function useSsoOffers(organization: string | undefined): SsoOffer[] | null {
  const [offers, setOffers] = useState<SsoOffer[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setOffers(null);
    if (organization !== undefined) {
      void ssoOffers({ organization }).then((found) => {
        if (isCurrent && typeof found !== "string") setOffers(found);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [organization]);
  return offers;
}
