import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Connection } from "../lib/live.ts";
import { useIsSignedOut } from "../lib/session.ts";
import { clockTime } from "../lib/time.ts";

const patienceMs = 5_000;
const bar = "shrink-0 border-b bg-muted px-4 py-1.5 text-xs text-muted-foreground";

/** Says that what is shown may be old, once the connection has been gone for more than a moment. */
export function LostConnectionBar({ connection }: { connection: Connection }) {
  const [lostAt, setLostAt] = useState<string | null>(null);
  const isSignedOut = useIsSignedOut();
  useEffect(() => {
    if (connection === "live") return setLostAt(null);
    const at = new Date().toISOString();
    const timer = setTimeout(() => setLostAt(at), connection === "offline" ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [connection]);
  if (isSignedOut) return <SignedOut />;
  if (lostAt === null) return null;
  return (
    <p role="status" className={bar}>
      {connection === "offline" ? "You are offline." : "Server does not answer."} Showing data from{" "}
      {clockTime(lostAt, new Date())}. What you write is kept.
    </p>
  );
}

/** What was being written is kept as a draft, and waits where one comes back to. */
function SignedOut() {
  const here = useLocation({ select: ({ href }) => href });
  return (
    <p role="alert" className={bar}>
      Your session ended.{" "}
      <Link to="/sign-in" search={{ return: here }} className="text-link">
        Sign in
      </Link>{" "}
      and continue where you were.
    </p>
  );
}
