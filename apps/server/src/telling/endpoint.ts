import type { TargetRow } from "../notices/queries/recipients.ts";
import type { SecretBox } from "../secret-box.ts";
import type { ToldSubscriber } from "./claims.ts";

const sealedIn = { endpoint: "endpoint", secret: "secret", previous_secret: "previousSecret" } as const;

/** What is kept sealed of a subscriber. Throws when there is nothing, or it opens with none of the secrets. */
export function open(box: SecretBox, subscriber: ToldSubscriber, column: keyof typeof sealedIn): string {
  const sealed = subscriber[sealedIn[column]];
  if (sealed === null) throw new Error(`The subscriber has no ${column}`);
  return box.open(sealed, { column: `subscriber.${column}`, rowId: subscriber.id });
}

/** The same of where a team is told. */
export function openTarget(box: SecretBox, target: TargetRow, column: keyof typeof sealedIn): string {
  const sealed = target[sealedIn[column]];
  if (sealed === null) throw new Error(`The target of notices has no ${column}`);
  return box.open(sealed, { column: `notice_target.${column}`, rowId: target.id });
}
