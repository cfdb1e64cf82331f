/** What the domain answers instead of a new value when a rule forbids it. */
export interface Refusal {
  refusal: "incident.starts_in_future";
  message: string;
}

export function isRefusal(value: object): value is Refusal {
  return "refusal" in value;
}
