import { useEffect, useState } from "react";
import { type SsoOffer, ssoOffers } from "./single-sign-on.ts";

/** The providers of an organization; none while they are not known, and for those that have none. */
export function useSsoOffers(organization: string | undefined): SsoOffer[] {
  const [offers, setOffers] = useState<SsoOffer[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (organization === undefined) setOffers([]);
    else {
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
