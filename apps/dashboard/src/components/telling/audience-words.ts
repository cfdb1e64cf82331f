import type { api } from "../../lib/api.ts";
import { numberWords, subscriberWords } from "./words.ts";

/** What the server says of who would be told. */
export type AudiencePreview = Awaited<ReturnType<typeof api.notifications.previewAudience>>;

interface Choice {
  notify: boolean;
  holdMinutes: number;
}

/** How many are told, and how many mails only go to the outbox since no mail server is set up. */
function reachOf({ sendsMail, pages }: AudiencePreview): { told: number; kept: number } {
  const total = pages.reduce((sum, page) => sum + page.total, 0);
  const kept = sendsMail ? 0 : keptOf(pages);
  return { told: total - kept, kept };
}

/** Mails that are kept where no mail server is set up. */
export function keptOf(pages: AudiencePreview["pages"]): number {
  return pages.reduce((sum, page) => sum + (page.byChannel.email ?? 0), 0);
}

/** "1,210 subscribers", "2 e-mails to the outbox", or both; `null` where there is nobody. */
export function reachWords(audience: AudiencePreview): string | null {
  const { told, kept } = reachOf(audience);
  const parts = [
    ...(told > 0 ? [subscriberWords(told)] : []),
    ...(kept > 0 ? [`${mailWords(kept)} to the outbox`] : []),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

/** What a composer says before anything is sent: "Tells 1,210 subscribers in 5 min". */
export function chipWords({ notify, holdMinutes }: Choice, audience: AudiencePreview | undefined): string {
  if (!notify) return "Tells nobody";
  if (audience === undefined) return "Tells subscribers";
  const words = reachWords(audience);
  if (words === null) return "Nobody subscribed to this";
  const { told } = reachOf(audience);
  return `${told > 0 ? "Tells " : ""}${words}${after(holdMinutes)}`;
}

/** What a toast says once it is sent: "Telling 1,210 subscribers."; empty where there is nobody to tell. */
export function tellingSentence(
  { notify, holdMinutes }: Choice,
  audience: AudiencePreview | undefined,
): string {
  if (!notify) return "Nobody was told.";
  if (audience === undefined) return "";
  const { told, kept } = reachOf(audience);
  const when = after(holdMinutes);
  const go = kept === 1 ? "goes" : "go";
  return [
    ...(told > 0 ? [`Telling ${subscriberWords(told)}${when}.`] : []),
    ...(kept > 0 ? [`${mailWords(kept)} ${go} to the outbox${when}: no mail server is set up.`] : []),
  ].join(" ");
}

function mailWords(count: number): string {
  return `${numberWords(count)} ${count === 1 ? "e-mail" : "e-mails"}`;
}

function after(holdMinutes: number): string {
  return holdMinutes === 0 ? "" : ` in ${holdMinutes} min`;
}
