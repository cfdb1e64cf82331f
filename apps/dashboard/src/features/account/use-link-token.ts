import { useState } from "react";

/** What the link of a mail carries behind `#`, taken once: it leaves the address bar, and with it the history. */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token"));
  return token;
}
