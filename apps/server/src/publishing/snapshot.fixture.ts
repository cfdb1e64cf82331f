import { type Snapshot, type Story, snapshotFormat } from "@fanal/contract/snapshot";
import { defaultLook, defaultUptimeRule, headline } from "@fanal/domain";
import { closedLock } from "./door/lock.ts";
import { noStories } from "./page-stories.ts";
import type { PublishedPage } from "./published-page.ts";

const asOf = "2026-11-20T10:00:00.000Z";

/** A page with one service that is fine, as it is read from the disk: not rendered yet. */
export function publishedPage(
  slug: string,
  version: number,
  name = "Acme",
  pageId = `page-${slug}`,
): PublishedPage {
  const history = {
    until: "2026-11-20",
    days: "o".repeat(90),
    uptime: 1,
    periods: { day: 1, week: 1, month: 1, year: 1 },
    troubles: [],
    intervals: [],
  };
  const services = [
    {
      id: "service",
      name: "API",
      description: "",
      status: "operational" as const,
      since: asOf,
      createdAt: asOf,
      onlyWhenNotOperational: false,
      history,
    },
  ];
  const snapshot: Snapshot = {
    format: snapshotFormat,
    version,
    pageId,
    page: {
      name,
      slug,
      url: `http://localhost:3000/status/${slug}`,
      hosts: [],
      timeZone: "Etc/UTC",
      language: "en",
      look: defaultLook,
      customCss: "",
      images: [],
      hidesFromSearch: false,
      visibility: "public",
      uptimeRule: defaultUptimeRule,
    },
    asOf,
    headline: headline(services),
    announcements: [],
    groups: [{ id: null, name: null, description: "", status: "operational", services }],
    metrics: [],
    incidents: [],
    maintenances: [],
    days: [],
  };
  return {
    organizationId: "organization",
    pageId,
    slug,
    version,
    snapshot,
    lock: closedLock("public"),
    bytes: null,
    messages: [],
    stories: noStories,
    images: new Map(),
  };
}

/** The story of an incident that is over. */
export function resolvedStory(id: string, title = "Slow answers"): Story {
  return {
    kind: "incident",
    id,
    title,
    status: "resolved",
    impact: "minor",
    startedAt: asOf,
    resolvedAt: asOf,
    nextUpdateAt: null,
    isBackfilled: false,
    hasPostmortem: false,
    services: [{ id: "service", name: "API", status: "degraded_performance" }],
    updates: [
      {
        id: `${id}-2`,
        status: "resolved",
        html: "<p>It is over.</p>",
        services: [],
        createdAt: asOf,
        editedAt: null,
      },
      {
        id: `${id}-1`,
        status: "investigating",
        html: "<p>We look.</p>",
        services: [{ id: "service", name: "API", status: "degraded_performance" }],
        createdAt: asOf,
        editedAt: null,
      },
    ],
    updateCount: 2,
    postmortem: null,
    updatedAt: asOf,
  };
}

/** The story of a maintenance that is announced. */
export function maintenanceStory(id: string, title = "New disks"): Story & { kind: "maintenance" } {
  return {
    kind: "maintenance",
    id,
    title,
    status: "scheduled",
    startsAt: "2026-11-25T02:00:00.000Z",
    endsAt: "2026-11-25T04:00:00.000Z",
    startedAt: null,
    finishedAt: null,
    sequence: 3,
    updatedAt: "2026-11-20T12:00:00.000Z",
    services: [{ id: "service", name: "API" }],
    updates: [
      {
        id: `${id}-1`,
        status: "scheduled",
        html: "<p>We put in new disks.</p>",
        createdAt: "2026-11-20T12:00:00.000Z",
        editedAt: null,
      },
    ],
    updateCount: 1,
  };
}
