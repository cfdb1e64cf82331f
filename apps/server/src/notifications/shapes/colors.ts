import type { NotificationMessage } from "@fanal/domain";

/** Colours of states as chats draw them beside a message: those of the page in its light theme. */
const colors = {
  operational: "#16794c",
  under_maintenance: "#3b62c9",
  minor: "#8a6100",
  major: "#b4460f",
  critical: "#c22f38",
} as const;

/** Green when it is over, blue for what is planned, otherwise as bad as it is. */
export function colorOf({ story }: NotificationMessage): string {
  if (story.kind === "maintenance")
    return story.status === "completed" ? colors.operational : colors.under_maintenance;
  if (story.status === "resolved" || story.impact === "none") return colors.operational;
  return colors[story.impact];
}
