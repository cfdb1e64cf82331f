import type { Notification } from "@fanal/contract";
import type { NotificationKind } from "@fanal/domain";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { numberWords } from "./words.ts";

/** What one event told, on all pages together. */
export interface ToldEvent {
  position: number;
  kind: NotificationKind;
  title: string;
  updateId: string | null;
  createdAt: string;
  /** Of one page each. */
  notifications: Notification[];
  /** How many it was meant for. */
  meant: number;
  told: number;
  /** In the outbox, where no mail server is set up. */
  kept: number;
  /** Not tried yet, or tried again. */
  waiting: number;
  missed: number;
  heldUntil: string | null;
  isRecalled: boolean;
  reachedNobody: boolean;
}

const everyMinuteMs = 60_000;

/** What the updates of an incident or a maintenance told, newest first; live, and looked at again for what stays silent. */
export function useToldEvents(
  organization: string,
  story: { incidentId: string } | { maintenanceId: string },
): ToldEvent[] {
  const { data = [] } = useQuery({
    ...query.notifications.list.queryOptions({ input: { organization, ...story } }),
    refetchInterval: everyMinuteMs,
  });
  return toldEvents(data);
}

export function toldEvents(notifications: readonly Notification[]): ToldEvent[] {
  const byEvent = Map.groupBy(notifications, ({ eventPosition }) => eventPosition);
  return Array.from(byEvent.values(), eventOf).filter((event) => event !== null);
}

function eventOf(notifications: Notification[]): ToldEvent | null {
  const [first] = notifications;
  if (first === undefined) return null;
  const sum = (...states: (keyof Notification["counts"])[]) =>
    notifications.reduce(
      (total, { counts }) => total + states.reduce((some, state) => some + (counts[state] ?? 0), 0),
      0,
    );
  return {
    position: first.eventPosition,
    kind: first.kind,
    title: first.title,
    updateId: first.updateId,
    createdAt: first.createdAt,
    notifications,
    meant: sum("queued", "failed", "sent", "kept", "given_up", "bounced", "recalled"),
    told: sum("sent"),
    kept: sum("kept"),
    waiting: sum("queued", "failed"),
    missed: sum("given_up", "bounced"),
    heldUntil: first.heldUntil,
    isRecalled: notifications.every(({ recalledAt }) => recalledAt !== null),
    reachedNobody: notifications.some((one) => one.reachedNobody),
  };
}

export function isHeld({ heldUntil, isRecalled }: ToldEvent, now: number): boolean {
  return heldUntil !== null && !isRecalled && Date.parse(heldUntil) > now;
}

/** "Told 1,204 of 1,210 · 6 missed" */
export function toldWords(event: ToldEvent): string {
  const { meant, told, kept, waiting, missed } = event;
  if (event.isRecalled) return "Recalled, nobody was told";
  if (meant === 0) return "Nobody subscribed to this";
  const begins =
    kept > 0 && told === 0
      ? `In the outbox ${numberWords(kept)} of ${numberWords(meant)}`
      : `Told ${numberWords(told)} of ${numberWords(meant)}`;
  return [
    begins,
    ...(kept > 0 && told > 0 ? [`${numberWords(kept)} in the outbox`] : []),
    ...(waiting > 0 ? [`${numberWords(waiting)} waiting`] : []),
    ...(missed > 0 ? [`${numberWords(missed)} missed`] : []),
  ].join(" · ");
}
