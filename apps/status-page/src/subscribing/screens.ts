import type { Story } from "@fanal/contract/snapshot";
import type { Channel, Language, SubscriberChoices } from "@fanal/domain";

/** What was wrong with what somebody sent. */
export type SubscribingProblem =
  | "email"
  | "endpoint"
  | "private"
  | "not_theirs"
  | "nothing"
  | "again"
  | "limited"
  /** The push service of a browser took nothing. */
  | "browser"
  /** A browser that asks for its choices has none. */
  | "not_told";

/** An incident or a maintenance that is followed by itself; `null` for one that is no longer on the page. */
export interface FollowedStory {
  id: string;
  title: string | null;
}

/** What somebody wants to be told of, as a form shows it. */
export interface ChosenUpdates {
  choices: SubscriberChoices;
  /** Those of the choices that are followed by themselves. */
  stories: readonly FollowedStory[];
  language: Language;
}

/** Who is told: an e-mail address, or where an endpoint is without what is secret in it; `null` for a browser. */
export interface ToldSubscriber {
  address: string | null;
}

/** One of the documents by which visitors subscribe, and change and end that. */
export type SubscribingScreen =
  | ({
      kind: "form";
      channel: Channel;
      /** With which browsers subscribe to the installation; `null` in the form of another channel. */
      pushKey: string | null;
      /** As it was typed. */
      email: string;
      endpoint: string;
      /** Of which only this incident or maintenance is to be told; `null` for the choice among all. */
      story: { kind: Story["kind"]; id: string; title: string } | null;
      /** Says when the form was made, signed. */
      made: string;
      problem: SubscribingProblem | null;
    } & ChosenUpdates)
  /** The same for every address, whatever is known of it. */
  | { kind: "sent"; days: number }
  | ({ kind: "confirm" } & ToldSubscriber)
  | { kind: "confirm_over"; days: number }
  /** @param goOn where the subscriber is managed */
  | { kind: "secret"; secret: string; endsAt: string | null; goOn: string }
  | ({
      kind: "manage";
      /** What was done just now. */
      done: "saved" | "subscribed" | null;
      problem: SubscribingProblem | null;
      /** Whether what is sent is signed with a secret that can be made anew. */
      isSigned: boolean;
      unsubscribePath: string;
    } & ToldSubscriber &
      ChosenUpdates)
  | ({ kind: "unsubscribe" } & ToldSubscriber)
  /** `undelivered`: what was sent to it came back. */
  | ({
      kind: "off";
      why: "unsubscribed" | "undelivered" | "unconfirmed";
      managePath: string;
    } & ToldSubscriber)
  | ({ kind: "shared" } & ToldSubscriber);
