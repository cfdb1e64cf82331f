import { me, sessions } from "../account/routes.ts";
import { alertSources } from "../alerts/routes.ts";
import { announcements } from "../announcements/routes.ts";
import { apiKeys } from "../api-keys/routes.ts";
import { events } from "../audit-log/routes.ts";
import { checks } from "../checks/routes.ts";
import { heartbeats } from "../heartbeats/routes.ts";
import { imports } from "../imports/routes.ts";
import { incidents, incidentTemplates } from "../incidents/routes.ts";
import { invitations } from "../invitations/routes.ts";
import { maintenances } from "../maintenances/routes.ts";
import { members } from "../members/routes.ts";
import { metrics } from "../metrics/routes.ts";
import { noticeTargets } from "../notices/routes.ts";
import { deliveries, notifications } from "../notifications/routes.ts";
import { organizations } from "../organizations/routes.ts";
import { assemble } from "../procedures.ts";
import { reports } from "../reports/routes.ts";
import { scimTokens } from "../scim/routes.ts";
import { serviceGroups, services } from "../services/routes.ts";
import { emailDomains, signIn, ssoProviders } from "../sign-in/routes.ts";
import { pageDomains, statusPages } from "../status-pages/routes.ts";
import { subscriberImports, subscribers } from "../subscribers/routes.ts";
import { teams } from "../teams/routes.ts";
import { uptime, uptimeCorrections } from "../uptime/routes.ts";

/** Every procedure of the contract with what serves it. */
export const router = assemble({
  me,
  sessions,
  organizations,
  members,
  invitations,
  teams,
  metrics,
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
  notifications,
  deliveries,
  subscribers,
  subscriberImports,
  imports,
  signIn,
  ssoProviders,
  emailDomains,
  apiKeys,
  scimTokens,
  events,
});
