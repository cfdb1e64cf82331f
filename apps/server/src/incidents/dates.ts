/** A time of the API as a date; what is `null` or left out stays so. */
export function dateOf<Time extends string | null | undefined>(
  time: Time,
): Time extends string ? Date : Exclude<Time, string>;
export function dateOf(time: string | null | undefined): Date | null | undefined {
  return typeof time === "string" ? new Date(time) : time;
}
