import { useState } from "react";

/** What the link of a mail carries behind `#`, where no server and no other site is told of it. */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token"));
  return token;
}
