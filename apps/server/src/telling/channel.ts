import type { ClaimedNotice, ClaimedNotification } from "./claims.ts";

/** What became of one attempt. */
export type Outcome =
  | { result: "sent"; status?: number }
  /** There is no mail server: it is in the outbox. */
  | { result: "kept" }
  /** It says what is no longer so. */
  | { result: "overtaken" }
  /** It may be taken another time; where the other side says when, not before. */
  | { result: "later"; error: string; status?: number; askedFor?: number }
  /** This one will never be taken. */
  | { result: "never"; error: string; status?: number }
  /** Nothing that goes to this subscriber will: there is nobody, or they want nothing more. */
  | { result: "gone"; error: string; status?: number }
  /** Nothing gets through to anybody: the way is shut, not this door. */
  | { result: "unreachable"; error: string };

/** How subscribers and teams are told by one channel. */
export interface ChannelSender {
  /** How many are under way at once, in all and for one organization, whose slow receivers hold up nobody else's. */
  atOnce: number;
  atOnceOfOne: number;
  /** How many may be under way, or over and not noted yet: what would go out again if the server died. */
  atRisk: number;
  /** @param signal aborted when it takes too long */
  deliver: (delivery: ClaimedNotification, signal: AbortSignal) => Promise<Outcome>;
  deliverNotice: (delivery: ClaimedNotice, signal: AbortSignal) => Promise<Outcome>;
}

/** Where a subscriber changes what they are told of, and where they unsubscribe. */
export type LinksOf = (
  subscriber: { id: string; pageId: string },
  page: { url: string },
) => { manageUrl: string; unsubscribeUrl: string };
