import type { BadgeOptions } from "@fanal/status-page";

/** What a badge's address asks for besides its language. What it does not know it passes over. */
export type BadgeQuery = Omit<BadgeOptions, "language">;

const styles = ["flat", "flat-square", "plain"] as const satisfies readonly BadgeOptions["style"][];
const longestLabel = 60;

export const plainBadge: BadgeQuery = { style: "flat" };

export function readBadgeQuery(query: string): BadgeQuery {
  if (query === "") return plainBadge;
  const parameters = new URLSearchParams(query);
  const style = styles.find((one) => one === parameters.get("style")) ?? plainBadge.style;
  const label = parameters
    .get("label")
    ?.toWellFormed()
    .replaceAll(/\p{Cc}/gu, "")
    .slice(0, longestLabel)
    .toWellFormed();
  return label === undefined ? { style } : { style, label };
}
