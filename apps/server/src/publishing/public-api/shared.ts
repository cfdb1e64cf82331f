import type { SnapshotUpdate, Story } from "@fanal/contract/snapshot";
import { plainText } from "@fanal/status-page";
import type { Component } from "./components.ts";
import type { ApiSource } from "./source.ts";
import { timeIn } from "./time.ts";

/** Where people read of it. */
export function linkTo({ snapshot }: ApiSource, { kind, id }: Story): string {
  return `${snapshot.page.url}/${kind}s/${id}`;
}

/** An update as incidents and maintenances have it; its message as plain text. */
export function updateOf<Status>(source: ApiSource, story: Story, update: SnapshotUpdate<Status>) {
  const createdAt = timeIn(source, update.createdAt);
  return {
    id: update.id,
    status: update.status,
    body: plainText(update.html),
    incident_id: story.id,
    created_at: createdAt,
    updated_at: timeIn(source, update.editedAt ?? update.createdAt),
    display_at: createdAt,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** What the page shows of the services that are affected. */
export function affectedComponents(source: ApiSource, { services }: Story): Component[] {
  const affected = new Set(services.map(({ id }) => id));
  return source.components.filter(({ id }) => affected.has(id));
}
