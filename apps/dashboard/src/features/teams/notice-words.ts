import type { NoticeTarget } from "@fanal/contract";
import { channelLabels, type NoticeKind, noticeKindLabels, noticeKinds } from "@fanal/domain";
import { clockTime } from "../../lib/time.ts";

/** "Slack", or "E-mail to 3 members". */
export function targetName({ channel, members }: Pick<NoticeTarget, "channel" | "members">): string {
  if (channel !== "email") return channelLabels[channel];
  return `E-mail to ${members === 1 ? "1 member" : `${members ?? 0} members`}`;
}

const shortKinds: Record<NoticeKind, string> = {
  incident_opened: "opened",
  promise_missed: "late",
  incident_silent: "silent",
};

/** Of which notices, in a few words. */
export function kindWords(kinds: readonly NoticeKind[]): string {
  if (kinds.length === noticeKinds.length) return "All notices";
  const [only, ...others] = kinds;
  if (only !== undefined && others.length === 0) return noticeKindLabels[only];
  return `Incidents: ${kinds.map((kind) => shortKinds[kind]).join(", ")}`;
}

/** What became of the newest notice, in a sentence; `null` before the first. */
export function outcomeWords({ lastDelivery }: Pick<NoticeTarget, "lastDelivery">, now: Date): string | null {
  if (lastDelivery === null) return null;
  const { kind, state, at, missed, failure, retryAt } = lastDelivery;
  const what = kind === "test" ? "Test" : "Last notice";
  const when = clockTime(at, now);
  if (state === "waiting") return `${what} is being sent.`;
  const next = retryAt === null ? "" : ` Tried again ${clockTime(retryAt, now)}.`;
  const why = failure ?? "nothing was said.";
  if (state === "delivered") {
    const who = missed === 1 ? "1 member" : `${missed} members`;
    return missed === 0
      ? `${what} arrived ${when}.`
      : `${what} arrived ${when}, but not at ${who}: ${why}${next}`;
  }
  if (state === "overtaken") return `${what} was not sent: what it says was no longer so.`;
  if (state === "kept") return `${what} was kept: no mail server is set up.`;
  return `Failing since ${when}: ${why}${next}`;
}
