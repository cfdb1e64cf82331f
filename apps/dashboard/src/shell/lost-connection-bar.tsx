import { useEffect, useState } from "react";
import type { Connection } from "../lib/live.ts";
import { clockTime } from "../lib/time.ts";

const patienceMs = 5_000;

/** Says that what is shown may be old, once the connection has been gone for more than a moment. */
export function LostConnectionBar({ connection }: { connection: Connection }) {
  const [lostAt, setLostAt] = useState<string | null>(null);
  useEffect(() => {
    if (connection === "live") return setLostAt(null);
    const at = new Date().toISOString();
    const timer = setTimeout(() => setLostAt(at), patienceMs);
    return () => clearTimeout(timer);
  }, [connection]);
  if (lostAt === null) return null;
  return (
    <p role="status" className="shrink-0 border-b bg-muted px-4 py-1.5 text-xs text-muted-foreground">
      {connection === "offline" ? "You are offline." : "Server does not answer."} Showing data from{" "}
      {clockTime(lostAt, new Date())}.
    </p>
  );
}
