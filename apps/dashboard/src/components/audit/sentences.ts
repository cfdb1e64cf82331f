import type { AuditEvent, EventKind } from "@fanal/contract";
import {
  channelLabels,
  importSourceNames,
  incidentStatusLabels,
  maintenanceStatusLabels,
  roles,
  serviceStatusLabels,
} from "@fanal/domain";

const statusWords = Object.fromEntries(
  Object.entries(serviceStatusLabels).map(([status, { label }]) => [status, label]),
);

type Facts = Pick<AuditEvent, "actor" | "data" | "subjectName">;

/** What happened, in words that go on after who did it: "set API to Major outage". */
export function sentenceOf({ type, ...facts }: Facts & { type: string }): string {
  return sentences[type]?.(facts) ?? `did something that this dashboard has no words for yet: ${type}`;
}

export const kindLabels: Record<EventKind, string> = {
  organization: "Organization",
  member: "Members",
  team: "Teams",
  api_key: "API keys",
  sign_in: "Sign-in",
  sso_provider: "Identity providers",
  email_domain: "E-mail domains",
  scim_token: "Provisioning",
  service: "Services",
  service_group: "Service groups",
  heartbeat: "Heartbeats",
  check: "Checks",
  uptime_correction: "Corrections of uptime",
  alert_source: "Alert sources",
  incident: "Incidents",
  incident_template: "Templates",
  maintenance: "Maintenance",
  maintenance_series: "Repeated maintenance",
  status_page: "Status pages",
  page_domain: "Hosts of pages",
  announcement: "Announcements",
  metric: "Metrics",
  subscriber: "Subscribers",
  import: "Imports",
  notification: "Notifications",
  notice_target: "Notices to teams",
};

/** One for each type of event; a test fails while one is missing. */
export const sentences: Record<string, (facts: Facts) => string> = {
  "organization.created": about("founded", "the organization"),
  "organization.updated": (facts) => `changed the organization${changed(facts)}`,
  "organization.exported": about("exported", "the organization"),
  "organization.transferred": about("handed over", "the organization"),
  "member.invited": about("invited", "somebody"),
  "member.invitation_resent": about("sent the invitation again to", "somebody"),
  "member.invitation_revoked": about("withdrew the invitation of", "somebody"),
  // A directory makes members of others; whoever joins in another way does so by themselves.
  "member.joined": (facts) =>
    facts.actor.kind === "member"
      ? `joined${roleIn(facts.data, " as ")}`
      : `made ${named(facts, "somebody")} a member${roleIn(facts.data, ", as ")}`,
  "member.updated": (facts) => `changed ${named(facts, "a member")}${roleWords(facts)}`,
  "member.left": () => "left the organization",
  "member.removed": about("removed", "a member"),
  "member.provisioned": about("provisioned", "somebody"),
  "member.deprovisioned": about("deprovisioned", "somebody"),
  "team.created": about("created team", "without a name"),
  "team.updated": about("changed team", "without a name"),
  "team.deleted": about("deleted team", "without a name"),
  "team.member_added": (facts) => `added ${memberIn(facts)} to team ${named(facts, "without a name")}`,
  "team.member_removed": (facts) => `took ${memberIn(facts)} out of team ${named(facts, "without a name")}`,
  "api_key.created": about("made API key", "without a name"),
  "api_key.revoked": about("revoked API key", "without a name"),
  "sign_in.updated": (facts) => `changed how members sign in${changed(facts)}`,
  "sso_provider.created": about("added identity provider", "without a name"),
  "sso_provider.updated": about("changed identity provider", "without a name"),
  "sso_provider.proven": about("was the first to sign in by, or to try, identity provider", "without a name"),
  "sso_provider.deleted": about("removed identity provider", "without a name"),
  "email_domain.added": about("added e-mail domain", "without a name"),
  "email_domain.verified": about("proved e-mail domain", "without a name"),
  "email_domain.lapsed": about("no longer found the proof of e-mail domain", "without a name"),
  "email_domain.removed": about("removed e-mail domain", "without a name"),
  "scim_token.created": about("made a token for provisioning", ""),
  "scim_token.revoked": about("revoked a token for provisioning", ""),
  "service.created": about("added service", "without a name"),
  "service.updated": changing("service"),
  "service.deleted": about("deleted service", "without a name"),
  "service.restored": about("restored service", "without a name"),
  "service.status_set": (facts) =>
    `set ${named(facts, "a service")} to ${label(statusWords, facts.data.after)}`,
  "service.signaled": (facts) => {
    const source = typeof facts.data.sourceName === "string" ? facts.data.sourceName : "a machine";
    return facts.data.after === "operational"
      ? `cleared what ${source} said of ${named(facts, "a service")}`
      : `set ${named(facts, "a service")} to ${label(statusWords, facts.data.after)}, by ${source}`;
  },
  "services.reordered": () => "put the services in another order",
  "service_group.created": about("added service group", "without a name"),
  "service_group.updated": changing("service group"),
  "service_group.deleted": about("deleted service group", "without a name"),
  "uptime_correction.created": (facts) =>
    `corrected the past of ${named(facts, "a service")} to ${label(statusWords, isFacts(facts.data.after) ? facts.data.after.status : undefined)}`,
  "uptime_correction.withdrawn": (facts) => `withdrew a correction of ${named(facts, "a service")}`,
  "heartbeat.created": about("added heartbeat", "without a name"),
  "heartbeat.updated": changing("heartbeat"),
  "heartbeat.address_renewed": about("gave another address to heartbeat", "without a name"),
  "heartbeat.deleted": about("deleted heartbeat", "without a name"),
  "check.created": about("added check", "without a name"),
  "check.updated": changing("check"),
  "check.run_requested": about("asked for a run of check", "without a name"),
  "check.deleted": about("deleted check", "without a name"),
  "alert_source.created": about("added alert source", "without a name"),
  "alert_source.updated": changing("alert source"),
  "alert_source.address_renewed": about("gave another link to alert source", "without a name"),
  "alert_source.cleared": about("took all alerts for over of", "an alert source"),
  "alert_source.deleted": about("deleted alert source", "without a name"),
  "incident.created": (facts) => {
    const verb =
      facts.data.isImported === true
        ? "imported"
        : facts.data.isDraft === true
          ? "drafted"
          : facts.data.isBackfilled === true
            ? "recorded"
            : "declared";
    return `${verb} incident ${named(facts, "without a title")}`;
  },
  "incident.updated": (facts) => `corrected incident ${named(facts, "without a title")}${changed(facts)}`,
  "incident.update_posted": (facts) =>
    `posted an update to ${named(facts, "an incident")}: ${label(incidentStatusLabels, facts.data.after)}`,
  "incident.deleted": about("deleted incident", ""),
  "incident.restored": about("restored incident", ""),
  "incident.published": about("published incident", ""),
  "incident.update_edited": about("edited an update of", "an incident"),
  "incident.update_deleted": about("deleted an update of", "an incident"),
  "incident.update_restored": about("restored an update of", "an incident"),
  "incident.promise_missed": about("noted that the promised update is late of", "an incident"),
  "incident.fell_silent": (facts) =>
    `noted that nothing was said for ${Number(facts.data.hours)} hours of ${named(facts, "an incident")}`,
  "incident.postmortem_drafted": about("wrote on the postmortem of", "an incident"),
  "incident.postmortem_published": about("published the postmortem of", "an incident"),
  "incident.postmortem_reverted": about("took back the postmortem of", "an incident"),
  "incident_template.created": about("created template", ""),
  "incident_template.updated": changing("template"),
  "incident_template.deleted": about("deleted template", ""),
  "maintenance.created": (facts) =>
    `${facts.data.isImported === true ? "imported" : "scheduled"} maintenance ${named(facts, "")}`.trimEnd(),
  "maintenance.updated": changing("maintenance"),
  "maintenance.update_posted": (facts) =>
    `posted an update to ${named(facts, "a maintenance")}: ${label(maintenanceStatusLabels, facts.data.after)}`,
  "maintenance.update_edited": about("edited an update of", "a maintenance"),
  "maintenance.update_deleted": about("deleted an update of", "a maintenance"),
  "maintenance.update_restored": about("restored an update of", "a maintenance"),
  "maintenance.deleted": about("deleted maintenance", ""),
  "maintenance.reminded": about("reminded subscribers of maintenance", ""),
  "maintenance.restored": about("restored maintenance", ""),
  "maintenance_series.created": about("scheduled repeated maintenance", ""),
  "maintenance_series.updated": changing("repeated maintenance"),
  "maintenance_series.ended": about("ended repeated maintenance", ""),
  "status_page.created": about("created status page", ""),
  "status_page.updated": changing("status page"),
  "status_page.deleted": about("deleted status page", ""),
  "status_page.published": (facts) =>
    `${about("published status page", "")(facts)}${typeof facts.data.version === "number" ? `, version ${facts.data.version}` : ""}`,
  "page_domain.added": about("added host", ""),
  "page_domain.verified": about("proved host", ""),
  "page_domain.lapsed": about("no longer found the record of host", ""),
  "page_domain.removed": about("removed host", ""),
  "announcement.created": about("pinned announcement", ""),
  "announcement.updated": changing("announcement"),
  "announcement.deleted": about("took down announcement", ""),
  "announcement.restored": about("restored announcement", ""),
  "metric.created": about("added metric", "without a name"),
  "metric.updated": changing("metric"),
  "metric.removed": about("removed metric", "without a name"),
  // The log says of none whose address it is: it could never be deleted from there.
  "subscriber.added": ({ data }) =>
    data.confirmation === undefined ? "asked for updates of a page" : "added a subscriber",
  "subscriber.confirmed": () => "confirmed a subscription",
  "subscriber.updated": () => "changed what a subscriber is told of",
  "subscriber.unsubscribed": () => "unsubscribed",
  "subscriber.removed": () => "removed a subscriber",
  "subscribers.imported": ({ data }) =>
    typeof data.added === "number"
      ? `imported ${data.added.toLocaleString("en")} subscribers`
      : "imported subscribers",
  "subscriber.quarantined": () => "stopped telling a subscriber whose address takes nothing",
  "import.created": (facts) => `had ${sourceOf(facts)} read to import it`,
  "import.read": (facts) =>
    typeof facts.data.failure === "string"
      ? `could not read ${sourceOf(facts)} to import it`
      : `read ${sourceOf(facts)} to import it`,
  "import.started": (facts) => `started to import from ${sourceOf(facts)}`,
  "import.stopped": (facts) => `stopped the import from ${sourceOf(facts)}`,
  "import.finished": (facts) => `imported from ${sourceOf(facts)}`,
  "notice_target.added": (facts) => `added notices ${whereTo(facts)}`,
  "notice_target.updated": (facts) => `changed notices ${whereTo(facts)}`,
  "notice_target.tested": (facts) => `tested notices ${whereTo(facts)}`,
  "notice_target.secret_renewed": (facts) => `renewed the secret of notices ${whereTo(facts)}`,
  "notice_target.muted": (facts) => `muted the mails to themselves of notices ${whereTo(facts)}`,
  "notice_target.unmuted": (facts) => `wants the mails of notices ${whereTo(facts)} again`,
  "notice_target.removed": (facts) => `removed notices ${whereTo(facts)}`,
  "notification.recalled": () => "recalled a notification before it was sent",
  "notification.resent": ({ data }) =>
    data.deliveries === 1
      ? "sent a notification again to one subscriber"
      : "sent a notification again to those who were missed",
};

/** A verb and the name of what it was done to, or other words where the log has no name. */
function about(verb: string, otherwise: string): (facts: Facts) => string {
  return (facts) => `${verb} ${named(facts, otherwise)}`.trimEnd();
}

/** The same for a change, with the fields that are not what they were. */
function changing(what: string): (facts: Facts) => string {
  return (facts) => `${about(`changed ${what}`, "")(facts)}${changed(facts)}`;
}

function sourceOf({ data: { source } }: Facts): string {
  return label(importSourceNames, source);
}

/** Of notices: "by Slack to team Platform". */
function whereTo({ data: { channel, team } }: Facts): string {
  const to = typeof team === "string" ? `to team ${team}` : "of all services";
  return `by ${label(channelLabels, channel)} ${to}`;
}

function named({ subjectName }: Facts, otherwise: string): string {
  return subjectName ?? otherwise;
}

/** Which fields are not what they were: ": name, groupId" in words. */
function changed({ data: { before, after } }: Facts): string {
  if (!isFacts(before) || !isFacts(after)) return "";
  const fields = Object.keys({ ...before, ...after }).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return fields.length === 0 ? "" : `: ${fields.map(inWords).join(", ")}`;
}

function roleWords({ data: { before, after } }: Facts): string {
  const isChanged = isFacts(before) && isFacts(after) && before.role !== after.role;
  return isChanged ? roleIn(after, " to ") : "";
}

function memberIn({ data: { memberName } }: Facts): string {
  return typeof memberName === "string" ? memberName : "somebody";
}

function roleIn({ role }: Record<string, unknown>, before: string): string {
  return roles.some((one) => one === role) ? `${before}${String(role)}` : "";
}

/** "Starts automatically" for `startsAutomatically`, in lower case. What is called otherwise in the dashboard is so here. */
export function inWords(field: string): string {
  if (field === "slug") return "address";
  return field
    .replace(/Ids?$/, (ending) => (ending === "Ids" ? "s" : ""))
    .replace(/([A-Z])/g, " $1")
    .replaceAll("_", " ")
    .toLowerCase();
}

function label(labels: Record<string, string>, value: unknown): string {
  return typeof value === "string" ? (labels[value] ?? value) : "another state";
}

export function isFacts(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
