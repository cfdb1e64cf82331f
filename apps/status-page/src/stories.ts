import type { Story } from "@fanal/contract/snapshot";
import { isOver } from "@fanal/domain";

/** The address of a story below the page's. */
export function storyPath({ kind, id }: Pick<Story, "kind" | "id">): string {
  return kind === "incident" ? `incidents/${id}` : `maintenances/${id}`;
}

/** When a story began: the day that it stands under. */
export function beginOf(story: Story): string {
  return story.kind === "incident" ? story.startedAt : (story.startedAt ?? story.startsAt);
}

/** Whether it is work that lies ahead. */
export function isPlanned(story: Story, asOf: string): boolean {
  return (
    story.kind === "maintenance" && !isOver(story.status) && story.startedAt === null && story.startsAt > asOf
  );
}
