import type { Story } from "@fanal/contract/snapshot";
import { toldStories } from "../page-stories.ts";
import { affectedComponents, linkTo, updateOf } from "./shared.ts";
import type { ApiSource } from "./source.ts";
import { timeIn } from "./time.ts";

export type MaintenanceStory = Story & { kind: "maintenance" };

/** All maintenances of a page, the latest window first. Those that were canceled have no word there, and are left out. */
export function maintenanceStories({ stories }: ApiSource): MaintenanceStory[] {
  return toldStories(stories)
    .filter((story) => story.kind === "maintenance")
    .filter(({ status }) => status !== "canceled")
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt));
}

export function isUpcoming({ status }: MaintenanceStory): boolean {
  return status === "scheduled";
}

export function isActive({ status }: MaintenanceStory): boolean {
  return status === "in_progress" || status === "verifying";
}

export function maintenanceOf(source: ApiSource, story: MaintenanceStory) {
  const createdAt = story.updates.at(-1)?.createdAt ?? story.updatedAt;
  return {
    id: story.id,
    name: story.title,
    status: story.status,
    created_at: timeIn(source, createdAt),
    updated_at: timeIn(source, story.updatedAt),
    monitoring_at: null,
    resolved_at: timeIn(source, story.finishedAt),
    impact: "maintenance",
    shortlink: linkTo(source, story),
    started_at: timeIn(source, story.startedAt ?? story.startsAt),
    page_id: source.snapshot.pageId,
    incident_updates: story.updates.map((update) => ({
      ...updateOf(source, story, update),
      affected_components: null,
      deliver_notifications: true,
    })),
    components: affectedComponents(source, story),
    scheduled_for: timeIn(source, story.startsAt),
    scheduled_until: timeIn(source, story.endsAt),
  };
}
