import type { Refusal } from "./refusal.ts";
import type { Span } from "./uptime.ts";

const day = 86_400_000;

/** What one correction covers at most, in days. */
export const longestCorrectionDays = 366;

/** A time whose status is corrected. */
export interface CorrectedTime {
  startedAt: Date;
  endedAt: Date;
}

/** Corrects a time that is over and of which something is known; `knownSince` may be left to whoever knows it. */
export function correctUptime(
  time: CorrectedTime,
  { now, knownSince = null }: { now: Date; knownSince?: Date | null },
): CorrectedTime | Refusal {
  const { startedAt, endedAt } = time;
  if (endedAt > now) return endsInFuture;
  if (startedAt >= endedAt) return endsBeforeStart;
  if (endedAt.getTime() - startedAt.getTime() > longestCorrectionDays * day) return isTooLong;
  return knownSince !== null && startedAt < knownSince ? startsUnknown : time;
}

/**
 * What was told, with corrections in place of it for the time that they cover, in order. Corrections do not overlap each
 * other; what was told may.
 */
export function withCorrections<Told extends Span, Correction extends Span>(
  told: readonly Told[],
  corrections: readonly Correction[],
): (Told | Correction)[] {
  let left: Told[] = [...told];
  for (const { from, to } of corrections) {
    left = left.flatMap((one) => {
      if (one.to <= from || one.from >= to) return [one];
      return [
        { ...one, to: from },
        { ...one, from: to },
      ].filter((part) => part.from < part.to);
    });
  }
  return [...left, ...corrections].toSorted((a, b) => a.from - b.from);
}

const endsInFuture: Refusal = {
  refusal: "uptime_correction.ends_in_future",
  field: "endedAt",
  message: "Only what is over can be corrected. Give an end that has passed.",
};

const endsBeforeStart: Refusal = {
  refusal: "uptime_correction.ends_before_start",
  field: "endedAt",
  message: "It ends before it starts. Give an end after the start.",
};

const isTooLong: Refusal = {
  refusal: "uptime_correction.too_long",
  field: "endedAt",
  message: `A correction covers ${longestCorrectionDays} days at most. Make one for each year.`,
};

const startsUnknown: Refusal = {
  refusal: "uptime_correction.starts_unknown",
  field: "startedAt",
  message:
    "Nothing is known of the service at that time, so there is nothing to correct. Give a later start, or record the incident of that time.",
};
