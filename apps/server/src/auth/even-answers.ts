import { setTimeout as pause } from "node:timers/promises";

/** Answers that would take longer, or less long, where an address has an account: a mail is written, or none. */
const evenPaths = /\/(sign-up\/email|sign-in\/magic-link|request-password-reset|change-email)$/;
/** More than any of them takes on a machine that is not busy. */
const evenMs = 600;

/** Answers such requests no sooner than after a fixed time, so that how long it took tells nothing about an address. */
export async function inEvenTime(path: string, work: Promise<Response>): Promise<Response> {
  if (!evenPaths.test(path)) return work;
  const [answered] = await Promise.allSettled([work, pause(evenMs)]);
  if (answered.status === "rejected") throw answered.reason;
  return answered.value;
}
