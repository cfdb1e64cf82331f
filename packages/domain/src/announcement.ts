import type { Refusal } from "./refusal.ts";

/** When a notice stands on its page. */
export interface AnnouncementTimes {
  startsAt: Date;
  /** `null` while it has no end. */
  endsAt: Date | null;
}

/** The times, unless the notice would end before it begins. */
export function announce(times: AnnouncementTimes): AnnouncementTimes | Refusal {
  return times.endsAt !== null && times.endsAt <= times.startsAt ? endsBeforeStart : times;
}

const endsBeforeStart: Refusal = {
  refusal: "announcement.ends_before_start",
  field: "endsAt",
  message: "An announcement has to end after it starts. Give a later end, or none.",
};
