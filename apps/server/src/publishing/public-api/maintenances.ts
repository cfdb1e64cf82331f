import type { Story } from "@fanal/contract/snapshot";
import type { MaintenanceStatus } from "@fanal/domain";
import { toldStories } from "../page-stories.ts";
import { affectedComponents, linkTo, updateOf } from "./shared.ts";
import { type ApiSource, timeIn } from "./source.ts";

type MaintenanceStory = Story & { kind: "maintenance" };
type KnownStatus = Exclude<MaintenanceStatus, "canceled">;

/** All maintenances of a page, the latest window first. Those that were canceled have no word there, and are left out. */
export function maintenancesOf(source: ApiSource) {
  return toldStories(source.stories)
    .filter((story) => story.kind === "maintenance")
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))
    .flatMap((story) => (story.status === "canceled" ? [] : [maintenanceOf(source, story, story.status)]));
}

export function isUpcoming({ status }: { status: KnownStatus }): boolean {
  return status === "scheduled";
}

export function isActive({ status }: { status: KnownStatus }): boolean {
  return status === "in_progress" || status === "verifying";
}

function maintenanceOf(source: ApiSource, story: MaintenanceStory, status: KnownStatus) {
  const createdAt = story.updates.at(-1)?.createdAt ?? story.updatedAt;
  return {
    id: story.id,
    name: story.title,
    status,
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
