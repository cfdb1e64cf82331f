/** "1 hour", "10 minutes". */
export function duration(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** "2 December 2026 at 14:05 UTC". */
export function moment(date: Date): string {
  const day = date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const time = date.toLocaleTimeString("en-GB", { timeStyle: "short", timeZone: "UTC" });
  return `${day} at ${time} UTC`;
}
