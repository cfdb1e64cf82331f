import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DefaultTheme } from "vitepress";
import { addressOf, repository } from "./pages.ts";

/** What stands beside every page: documents of the repository, under the words that a reader looks for. */
const sections: Record<string, string[]> = {
  Start: ["docs/README.md", "docs/start.md", "docs/concepts.md"],
  "Tell people": [
    "docs/dashboard.md",
    "docs/services.md",
    "docs/incidents.md",
    "docs/maintenance.md",
    "docs/status-pages.md",
    "docs/subscribers.md",
    "docs/embed.md",
  ],
  "Let machines tell": ["docs/checks.md", "docs/heartbeats.md", "docs/alerts.md", "docs/metrics.md"],
  "Look back": ["docs/uptime.md", "docs/reports.md", "docs/audit-log.md", "docs/import.md"],
  People: [
    "docs/organizations-and-teams.md",
    "docs/accounts.md",
    "docs/permissions.md",
    "docs/team-notices.md",
    "docs/auth0.md",
    "docs/single-sign-on.md",
    "docs/scim.md",
  ],
  Program: [
    "docs/api.md",
    "docs/api-keys.md",
    "docs/sdk.md",
    "docs/cli.md",
    "docs/webhooks.md",
    "docs/public-api.md",
  ],
  "Deploy and operate": [
    "README.md",
    "docs/deploy.md",
    "docs/operations.md",
    "docs/deploy-hosts.md",
    "docs/mail.md",
    "docs/secrets.md",
    "SECURITY.md",
  ],
  "Look inside": [
    "docs/architecture.md",
    "docs/design.md",
    "docs/accessibility.md",
    "CONTRIBUTING.md",
    "bench/README.md",
    "CHANGELOG.md",
  ],
};
const decisions = "docs/decisions";

export function sidebar(): DefaultTheme.SidebarItem[] {
  const listed = Object.values(sections).flat();
  const others = documentsOf("docs").filter((file) => !listed.includes(file));
  return [
    ...Object.entries(sections).map(([text, files]) => ({ text, items: files.map(entry) })),
    ...(others.length === 0 ? [] : [{ text: "More", items: others.map(entry) }]),
    { text: "Decisions", collapsed: true, items: documentsOf(decisions).map(entry) },
  ];
}

function documentsOf(folder: string): string[] {
  return readdirSync(join(repository, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Where the first heading says too little beside others. */
const labels: Record<string, string> = {
  "docs/README.md": "Overview",
  "README.md": "Settings",
};

function entry(file: string): DefaultTheme.SidebarItem {
  const path = join(repository, file);
  if (!existsSync(path))
    throw new Error(`docs/.vitepress/navigation.ts leads to ${file}, which does not exist.`);
  const heading = /^# (.+)$/m.exec(readFileSync(path, "utf8"))?.[1];
  const link = `/${addressOf(file).replace(/(^|\/)index\.md$|\.md$/, "")}`;
  return { text: labels[file] ?? heading ?? file, link };
}
