/** What the domain answers instead of a new value when a rule forbids it. */
export interface Refusal {
  refusal:
    | "incident.starts_in_future"
    | "incident.starts_after_end"
    | "maintenance.ends_before_start"
    | "maintenance.window_has_passed"
    | "maintenance.window_has_not_passed"
    | "maintenance.has_begun"
    | "maintenance.has_not_begun"
    | "maintenance.is_over"
    | "recurrence.malformed"
    | "recurrence.never_occurs"
    | "recurrence.overlaps_itself"
    | "incident.ends_in_future"
    | "incident.ends_without_start"
    | "incident.end_follows_updates"
    | "incident.backfilled_is_over"
    | "incident.promise_passed"
    | "incident.said_after_end"
    | "incident.said_now"
    | "incident.said_outside"
    | "incident.last_update"
    | "incident.is_draft"
    | "incident.is_published"
    | "postmortem.is_empty"
    | "announcement.ends_before_start"
    | "member.is_owner"
    | "member.last_owner"
    | "service.out_of_reach"
    | "uptime_correction.ends_in_future"
    | "uptime_correction.ends_before_start"
    | "uptime_correction.too_long"
    | "uptime_correction.starts_unknown";
  message: string;
  /** The field of the request that has to change, where there is one. */
  field?: string;
}

export function isRefusal(value: object): value is Refusal {
  return "refusal" in value;
}
