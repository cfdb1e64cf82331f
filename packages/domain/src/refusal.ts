/** What the domain answers instead of a new value when a rule forbids it. */
export interface Refusal {
  refusal: "incident.starts_in_future" | "incident.starts_after_end";
  message: string;
}

export function isRefusal(value: object): value is Refusal {
  return "refusal" in value;
}
