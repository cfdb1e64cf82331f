import type { Reader } from "./renderer.ts";
import { speaking } from "./speak.ts";

/** "1 hour", "10 minutes". */
export function duration(minutes: number, { language }: Pick<Reader, "language">): string {
  const say = speaking(language);
  return minutes % 60 === 0
    ? say("duration.hours", { count: minutes / 60 })
    : say("duration.minutes", { count: minutes });
}

/** "2 December 2026 at 14:05 UTC". */
export function moment(date: Date, { language, timeZone }: Reader): string {
  // Plain "en" writes dates as in the United States, where nobody else reads 11/12 as they do.
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(date);
}
