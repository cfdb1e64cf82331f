import type { Story } from "@fanal/contract/snapshot";
import { type ServiceStatus, serviceStatuses } from "@fanal/domain";
import { pushIconPath, serviceWorkerPath } from "@fanal/status-page";
import { type FeedKind, feedKinds, feeds } from "./feeds/index.ts";
import { type PublicApiPath, publicApiPaths } from "./public-api/index.ts";

/** What an address below a page's own asks for. */
export type PagePath =
  | { kind: "page" }
  | { kind: "history"; month: string | null }
  | { kind: "story"; story: Story["kind"]; id: string }
  | { kind: "service"; id: string }
  | { kind: "metric"; id: string }
  | { kind: "feed"; feed: FeedKind }
  | { kind: "badge" }
  | { kind: "api"; path: PublicApiPath }
  | { kind: "image"; path: string }
  | { kind: "service_worker" }
  | { kind: "push_icon"; status: ServiceStatus };

const mainPage: PagePath = { kind: "page" };
const fixed = new Map<string, PagePath>([
  ["", mainPage],
  ["history", { kind: "history", month: null }],
  ["badge.svg", { kind: "badge" }],
  [serviceWorkerPath, { kind: "service_worker" }],
  ...serviceStatuses.map((status): [string, PagePath] => [
    pushIconPath(status),
    { kind: "push_icon", status },
  ]),
  ...publicApiPaths.map((path): [string, PagePath] => [path, { kind: "api", path }]),
  ...feedKinds.map((feed): [string, PagePath] => [feeds[feed].path, { kind: "feed", feed }]),
]);

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const patterns: [RegExp, (match: string) => PagePath][] = [
  [/^history\/((?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2]))$/, (month) => ({ kind: "history", month })],
  [new RegExp(`^incidents/(${uuid})$`), (id) => ({ kind: "story", story: "incident", id })],
  [new RegExp(`^maintenances/(${uuid})$`), (id) => ({ kind: "story", story: "maintenance", id })],
  [new RegExp(`^services/(${uuid})$`), (id) => ({ kind: "service", id })],
  [new RegExp(`^metrics/(${uuid})$`), (id) => ({ kind: "metric", id })],
  [/^(images\/[\w-]{16,128}\.(?:png|svg))$/, (path) => ({ kind: "image", path })],
];

/**
 * Reads a path as it stands in the request, without a slash in front. Nothing is decoded or tidied up: what is not
 * written exactly as we write it is no address of ours, whatever it might mean to somebody on the way.
 */
export function readPagePath(path: string): PagePath | null {
  const known = fixed.get(path);
  if (known !== undefined) return known;
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(path)?.[1];
    if (match !== undefined) return make(match);
  }
  return null;
}
