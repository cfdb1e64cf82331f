import { useEffect, useState } from "react";

/** "4:32" until a time comes; `null` once it has, or where there is none. */
export function useCountdown(until: string | null): string | null {
  const [now, setNow] = useState(Date.now);
  const left = until === null ? 0 : Date.parse(until) - now;
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOver]);
  if (isOver) return null;
  const seconds = Math.ceil(left / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
