import type { Story, StoryUpdate } from "@fanal/contract/snapshot";
import { type IncidentStatus, isOpen, type ServiceStatus } from "@fanal/domain";
import { plainText } from "@fanal/status-page";
import { toldStories } from "../page-stories.ts";
import { affectedComponents, linkTo, updateOf } from "./shared.ts";
import type { ApiSource } from "./source.ts";
import { timeIn } from "./time.ts";

export type IncidentStory = Story & { kind: "incident" };

/** All incidents of a page, the one that was told last first. */
export function incidentStories({ stories }: ApiSource): IncidentStory[] {
  return toldStories(stories)
    .filter((story) => story.kind === "incident")
    .toSorted((a, b) => createdAt(b).localeCompare(createdAt(a)));
}

/** Whether an incident goes on. */
export function isUnresolved({ status }: IncidentStory): boolean {
  return isOpen(status);
}

function createdAt({ updates, startedAt }: IncidentStory): string {
  return updates.at(-1)?.createdAt ?? startedAt;
}

export function incidentOf(source: ApiSource, story: IncidentStory) {
  const { postmortem } = story;
  return {
    id: story.id,
    name: story.title,
    status: statusOf(story),
    created_at: timeIn(source, createdAt(story)),
    updated_at: timeIn(source, story.updatedAt),
    monitoring_at: timeIn(source, firstOf(story, "monitoring")),
    resolved_at: timeIn(source, story.resolvedAt),
    impact: story.impact,
    shortlink: linkTo(source, story),
    started_at: timeIn(source, story.startedAt),
    page_id: source.snapshot.pageId,
    incident_updates: updatesOf(source, story),
    components: affectedComponents(source, story),
    postmortem_body: postmortem === null ? null : plainText(postmortem.html),
    postmortem_body_last_updated_at: timeIn(source, postmortem?.publishedAt ?? null),
    postmortem_published_at: timeIn(source, postmortem?.publishedAt ?? null),
    postmortem_ignored: false,
  };
}

function statusOf({ status, postmortem }: IncidentStory): IncidentStatus | "postmortem" {
  return status === "resolved" && postmortem !== null ? "postmortem" : status;
}

function firstOf({ updates }: IncidentStory, status: IncidentStatus): string | null {
  return updates.findLast((update) => update.status === status)?.createdAt ?? null;
}

/** Newest first; each with what it made of services, from the state that the ones before it left. */
function updatesOf(source: ApiSource, story: IncidentStory) {
  const known = new Map<string, ServiceStatus>();
  const oldestFirst = story.updates.toReversed().map((update) => ({
    ...updateOf(source, story, update),
    affected_components: changesOf(update, known),
    deliver_notifications: !story.isBackfilled,
  }));
  return oldestFirst.toReversed();
}

function changesOf({ services }: StoryUpdate, known: Map<string, ServiceStatus>) {
  if (services.length === 0) return null;
  return services.map(({ id, name, status }) => {
    const before = known.get(id) ?? "operational";
    known.set(id, status);
    return { code: id, name, old_status: before, new_status: status };
  });
}
