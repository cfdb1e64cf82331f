import type { ApiKeyScope } from "@fanal/domain";

/** What each scope lets a program do, in words. */
export const scopeWords: Record<ApiKeyScope, { label: string; means: string }> = {
  read: {
    label: "Read",
    means: "Sees services, incidents, maintenance, status pages and announcements. Changes nothing.",
  },
  "services:write": {
    label: "Services",
    means: "Reads, adds and changes services and sets their status.",
  },
  "incidents:write": {
    label: "Incidents",
    means: "Reads, declares incidents, plans maintenance, posts updates and announcements.",
  },
  "metrics:write": {
    label: "Metrics",
    means: "Reads, adds and changes metrics, and sends their points.",
  },
  admin: {
    label: "Admin",
    means:
      "Does all of this, changes status pages and teams, and reads the audit log. It moves no people and makes no keys.",
  },
};
