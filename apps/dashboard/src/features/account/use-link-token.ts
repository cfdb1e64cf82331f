import { useEffect, useState } from "react";

/**
 * What the link of a mail carries behind `#`, where no server and no other site is told of it. It is taken out of the
 * address once it is read: neither a screen that is shared nor the browser's history has it.
 */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token"));
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  }, []);
  return token;
}
