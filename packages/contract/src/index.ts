import { me, sessions } from "./account.ts";
import { alertSources } from "./alert-sources.ts";
import { announcements } from "./announcements.ts";
import { apiKeys } from "./api-keys.ts";
import { checks } from "./checks.ts";
import { emailDomains } from "./email-domains.ts";
import { events } from "./events.ts";
import { heartbeats } from "./heartbeats.ts";
import { imports } from "./imports.ts";
import { incidentTemplates } from "./incident-templates.ts";
import { incidents } from "./incidents.ts";
import { invitations } from "./invitations.ts";
import { maintenances } from "./maintenances.ts";
import { members } from "./members.ts";
import { metrics } from "./metrics.ts";
import { noticeTargets } from "./notice-targets.ts";
import { deliveries, notifications } from "./notifications.ts";
import { organizations } from "./organizations.ts";
import { reports } from "./reports.ts";
import { scimTokens } from "./scim-tokens.ts";
import { serviceGroups, services } from "./services.ts";
import { signIn } from "./sign-in.ts";
import { ssoProviders } from "./sso-providers.ts";
import { pageDomains, statusPages } from "./status-pages.ts";
import { subscriberImports, subscribers } from "./subscribers.ts";
import { teams } from "./teams.ts";
import { uptime } from "./uptime.ts";
import { uptimeCorrections } from "./uptime-corrections.ts";

/** The API: served as REST under `/api/v1`, described at `/api/openapi.json`. */
export const contract = {
  me,
  sessions,
  organizations,
  members,
  invitations,
  teams,
  noticeTargets,
  services,
  serviceGroups,
  heartbeats,
  checks,
  alertSources,
  uptime,
  uptimeCorrections,
  reports,
  incidents,
  incidentTemplates,
  maintenances,
  statusPages,
  pageDomains,
  announcements,
  metrics,
  notifications,
  deliveries,
  subscribers,
  subscriberImports,
  imports,
  signIn,
  scimTokens,
  ssoProviders,
  emailDomains,
  apiKeys,
  events,
};
export type Contract = typeof contract;

export * from "./account.ts";
export * from "./alert-sources.ts";
export * from "./announcements.ts";
export * from "./api-keys.ts";
export * from "./auth0-refusals.ts";
export type { ProcedureMeta } from "./base.ts";
export * from "./check-types/index.ts";
export * from "./checks.ts";
export * from "./dashboard-live.ts";
export * from "./email-domains.ts";
export * from "./errors.ts";
export * from "./event-kinds.ts";
export * from "./events.ts";
export { limits } from "./fields.ts";
export * from "./heartbeats.ts";
export * from "./imports.ts";
export * from "./incident-templates.ts";
export * from "./incidents.ts";
export * from "./invitations.ts";
export * from "./live.ts";
export * from "./maintenances.ts";
export * from "./members.ts";
export * from "./metrics.ts";
export * from "./notice-targets.ts";
export * from "./notifications.ts";
export * from "./organizations.ts";
export * from "./reports.ts";
export * from "./scim-tokens.ts";
export * from "./services.ts";
export * from "./sign-in.ts";
export * from "./snapshot.ts";
export * from "./sso-providers.ts";
export * from "./sso-refusals.ts";
export * from "./status-pages.ts";
export * from "./subscribers.ts";
export * from "./teams.ts";
export * from "./uptime.ts";
export * from "./uptime-corrections.ts";
