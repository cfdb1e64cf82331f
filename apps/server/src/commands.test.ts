import { readdir } from "node:fs/promises";
import path from "node:path";
import { errors } from "@fanal/contract";
import { connect, type Database, inOrganization, migrate } from "@fanal/database";
import { type Action, accessOfMember, allows, roles } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as alertSources from "./alerts/commands.ts";
import * as announcements from "./announcements/commands.ts";
import * as apiKeys from "./api-keys/commands.ts";
import * as checks from "./checks/commands.ts";
import type { OrganizationContext } from "./context.ts";
import * as heartbeats from "./heartbeats/commands.ts";
import { openAsSuperuser, writtenFor } from "./http/test-helpers.ts";
import * as pastImports from "./imports/commands.ts";
import * as incidents from "./incidents/commands.ts";
import * as drafts from "./incidents/draft-commands.ts";
import * as postmortems from "./incidents/postmortem-commands.ts";
import * as templates from "./incidents/template-commands.ts";
import * as updates from "./incidents/update-commands.ts";
import * as invitations from "./invitations/commands.ts";
import { createLog } from "./log.ts";
import * as maintenances from "./maintenances/commands.ts";
import * as maintenanceUpdates from "./maintenances/update-commands.ts";
import * as members from "./members/commands.ts";
import * as metrics from "./metrics/commands.ts";
import * as notices from "./notices/commands.ts";
import * as notifications from "./notifications/commands.ts";
import * as organizations from "./organizations/commands.ts";
import * as organizationDeletion from "./organizations/deletion-commands.ts";
import { createOutgoing } from "./outgoing.ts";
import * as scimTokens from "./scim/commands.ts";
import { createSecretBox } from "./secret-box.ts";
import * as services from "./services/commands.ts";
import * as groups from "./services/group-commands.ts";
import * as signIn from "./sign-in/commands.ts";
import * as emailDomains from "./sign-in/domain-commands.ts";
import * as ssoProviders from "./sign-in/provider-commands.ts";
import { createSigner } from "./signer.ts";
import * as statusPages from "./status-pages/commands.ts";
import * as pageDomains from "./status-pages/domain-commands.ts";
import * as pageImages from "./status-pages/image-commands.ts";
import * as subscribers from "./subscribers/commands.ts";
import * as imports from "./subscribers/import-commands.ts";
import * as teams from "./teams/commands.ts";
import * as uptime from "./uptime/commands.ts";

type Command = (context: OrganizationContext, input: never) => Promise<unknown>;

const secrets = { present: "a secret for tests only, 32 characters", earlier: [] };

const commands: Record<string, [Command, Action]> = {
  createAlertSource: [alertSources.createAlertSource, "alert_source.write"],
  updateAlertSource: [alertSources.updateAlertSource, "alert_source.write"],
  deleteAlertSource: [alertSources.deleteAlertSource, "alert_source.write"],
  renewAlertSourceAddress: [alertSources.renewAlertSourceAddress, "alert_source.write"],
  clearAlertSource: [alertSources.clearAlertSource, "alert_source.write"],
  createHeartbeat: [heartbeats.createHeartbeat, "heartbeat.write"],
  updateHeartbeat: [heartbeats.updateHeartbeat, "heartbeat.write"],
  deleteHeartbeat: [heartbeats.deleteHeartbeat, "heartbeat.write"],
  renewHeartbeatAddress: [heartbeats.renewHeartbeatAddress, "heartbeat.write"],
  createCheck: [checks.createCheck, "check.write"],
  updateCheck: [checks.updateCheck, "check.write"],
  deleteCheck: [checks.deleteCheck, "check.write"],
  requestRun: [checks.requestRun, "check.write"],
  createCorrection: [uptime.createCorrection, "service.update"],
  withdrawCorrection: [uptime.withdrawCorrection, "service.update"],
  declareIncident: [incidents.declareIncident, "incident.create"],
  publishIncident: [drafts.publishIncident, "incident.create"],
  discardDraft: [drafts.discardDraft, "incident.create"],
  postUpdate: [updates.postUpdate, "incident.update"],
  editUpdate: [updates.editUpdate, "incident.update"],
  deleteUpdate: [updates.deleteUpdate, "incident.update"],
  restoreUpdate: [updates.restoreUpdate, "incident.update"],
  writePostmortem: [postmortems.writePostmortem, "incident.update"],
  publishPostmortem: [postmortems.publishPostmortem, "incident.update"],
  revertPostmortem: [postmortems.revertPostmortem, "incident.update"],
  createTemplate: [templates.createTemplate, "incident_template.write"],
  updateTemplate: [templates.updateTemplate, "incident_template.write"],
  deleteTemplate: [templates.deleteTemplate, "incident_template.write"],
  recallNotification: [notifications.recallNotification, "notification.write"],
  resendNotification: [notifications.resendNotification, "notification.write"],
  replayDelivery: [notifications.replayDelivery, "notification.write"],
  createAnnouncement: [announcements.createAnnouncement, "announcement.write"],
  updateAnnouncement: [announcements.updateAnnouncement, "announcement.write"],
  deleteAnnouncement: [announcements.deleteAnnouncement, "announcement.write"],
  restoreAnnouncement: [announcements.restoreAnnouncement, "announcement.write"],
  createMetric: [metrics.createMetric, "metric.write"],
  updateMetric: [metrics.updateMetric, "metric.write"],
  removeMetric: [metrics.removeMetric, "metric.write"],
  addPoints: [metrics.addPoints, "metric.add_points"],
  addSubscriber: [subscribers.addSubscriber, "subscriber.write"],
  updateSubscriber: [subscribers.updateSubscriber, "subscriber.write"],
  removeSubscriber: [subscribers.removeSubscriber, "subscriber.write"],
  resendConfirmation: [subscribers.resendConfirmation, "subscriber.write"],
  startImport: [imports.startImport, "subscriber.write"],
  stopImport: [imports.stopImport, "subscriber.write"],
  createPastImport: [pastImports.createPastImport, "import.write"],
  startPastImport: [pastImports.startPastImport, "import.write"],
  stopPastImport: [pastImports.stopPastImport, "import.write"],
  updateIncident: [incidents.updateIncident, "incident.update"],
  deleteIncident: [incidents.deleteIncident, "incident.delete"],
  restoreIncident: [incidents.restoreIncident, "incident.delete"],
  createMaintenance: [maintenances.createMaintenance, "maintenance.create"],
  updateMaintenance: [maintenances.updateMaintenance, "maintenance.update"],
  deleteMaintenance: [maintenances.deleteMaintenance, "maintenance.delete"],
  restoreMaintenance: [maintenances.restoreMaintenance, "maintenance.delete"],
  postMaintenanceUpdate: [maintenanceUpdates.postMaintenanceUpdate, "maintenance.update"],
  editMaintenanceUpdate: [maintenanceUpdates.editMaintenanceUpdate, "maintenance.update"],
  deleteMaintenanceUpdate: [maintenanceUpdates.deleteMaintenanceUpdate, "maintenance.update"],
  restoreMaintenanceUpdate: [maintenanceUpdates.restoreMaintenanceUpdate, "maintenance.update"],
  updateOrganization: [organizations.updateOrganization, "organization.update"],
  deleteOrganization: [organizationDeletion.deleteOrganization, "organization.delete"],
  changeRole: [members.changeRole, "member.update"],
  removeMember: [members.removeMember, "member.remove"],
  leave: [members.leave, "member.leave"],
  handOver: [members.handOver, "organization.transfer"],
  invite: [invitations.invite, "member.invite"],
  resendInvitation: [invitations.resendInvitation, "member.invite"],
  revokeInvitation: [invitations.revokeInvitation, "member.invite"],
  createTeam: [teams.createTeam, "team.write"],
  renameTeam: [teams.renameTeam, "team.write"],
  deleteTeam: [teams.deleteTeam, "team.write"],
  addTeamMember: [teams.addTeamMember, "team.write"],
  removeTeamMember: [teams.removeTeamMember, "team.write"],
  addNoticeTarget: [notices.addNoticeTarget, "team.write"],
  updateNoticeTarget: [notices.updateNoticeTarget, "team.write"],
  removeNoticeTarget: [notices.removeNoticeTarget, "team.write"],
  testNoticeTarget: [notices.testNoticeTarget, "team.write"],
  renewNoticeSecret: [notices.renewNoticeSecret, "team.write"],
  muteNotices: [notices.muteNotices, "member.mute"],
  createApiKey: [apiKeys.createApiKey, "api_key.write"],
  revokeApiKey: [apiKeys.revokeApiKey, "api_key.write"],
  createScimToken: [scimTokens.createScimToken, "sign_in.update"],
  revokeScimToken: [scimTokens.revokeScimToken, "sign_in.update"],
  updateSignInSettings: [signIn.updateSignInSettings, "sign_in.update"],
  createSsoProvider: [ssoProviders.createSsoProvider, "sign_in.update"],
  updateSsoProvider: [ssoProviders.updateSsoProvider, "sign_in.update"],
  deleteSsoProvider: [ssoProviders.deleteSsoProvider, "sign_in.update"],
  addEmailDomain: [emailDomains.addEmailDomain, "sign_in.update"],
  verifyEmailDomain: [emailDomains.verifyEmailDomain, "sign_in.update"],
  removeEmailDomain: [emailDomains.removeEmailDomain, "sign_in.update"],
  createService: [services.createService, "service.create"],
  updateService: [services.updateService, "service.update"],
  deleteService: [services.deleteService, "service.delete"],
  restoreService: [services.restoreService, "service.delete"],
  setServiceStatus: [services.setServiceStatus, "service.set_status"],
  reorderServices: [services.reorderServices, "service.update"],
  createServiceGroup: [groups.createServiceGroup, "service.create"],
  updateServiceGroup: [groups.updateServiceGroup, "service.update"],
  deleteServiceGroup: [groups.deleteServiceGroup, "service.delete"],
  createStatusPage: [statusPages.createStatusPage, "status_page.create"],
  updateStatusPage: [statusPages.updateStatusPage, "status_page.update"],
  deleteStatusPage: [statusPages.deleteStatusPage, "status_page.delete"],
  renewFeedToken: [statusPages.renewFeedToken, "status_page.update"],
  putPageImage: [pageImages.putPageImage, "status_page.update"],
  deletePageImage: [pageImages.deletePageImage, "status_page.update"],
  addPageDomain: [pageDomains.addPageDomain, "status_page.update"],
  verifyPageDomain: [pageDomains.verifyPageDomain, "status_page.update"],
  removePageDomain: [pageDomains.removePageDomain, "status_page.update"],
};

/** Founding asks for no role, since there is none yet; the other is a part that commands are made of. */
const noCommands = ["createOrganization", "requireServiceGroup"];

let fanal: TestFanal;
let database: Database;
let mara: Person;
let maraId: string;
let acme: { id: string; slug: string; name: string; createdAt: Date };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 2, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
  ({ id: maraId } = await mara.client.me.get());
  const { createdAt, ...founded } = await mara.client.organizations.create({ name: "Acme" });
  acme = { ...founded, createdAt: new Date(createdAt) };
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("every command of every capability is tried", async () => {
  const files = await readdir(import.meta.dirname, { recursive: true });
  const modules = await Promise.all(
    files
      // What visitors do asks for no role: they have a link, or nothing.
      .filter((file) => file.endsWith("commands.ts") && !file.endsWith("visitor-commands.ts"))
      .map((file): Promise<object> => import(path.join(import.meta.dirname, file))),
  );
  const exported = modules.flatMap((module) => Object.keys(module));
  expect(exported.sort()).toEqual([...Object.keys(commands), ...noCommands].sort());
});

test.for(Object.entries(commands))(
  "%s asks the table of permissions itself, whoever calls it",
  async ([, [command, action]]) => {
    await using everything = openAsSuperuser(fanal.databaseUrl);
    const before = await writtenFor(everything, acme.id);
    for (const role of roles) {
      const refusal = await refusalOf(command, role);
      expect({ role, isForbidden: refusal === errors.forbidden.message }).toEqual({
        role,
        isForbidden: !allows(role, action),
      });
    }
    expect(await writtenFor(everything, acme.id)).toBe(before);
  },
);

/**
 * How a command ends that is given nothing to work on, so that it gets no further than permission: with the words of the
 * table, or otherwise. The last owner is held back in words of their own.
 */
async function refusalOf(command: Command, role: (typeof roles)[number]): Promise<unknown> {
  const undone = new Error("undone");
  const context: OrganizationContext = {
    database,
    now: () => new Date(),
    log: createLog("silent"),
    url: fanal.url,
    pagesDomain: null,
    txtRecords: async () => [],
    outgoing: createOutgoing({ allowsPrivateNetworks: false }),
    secretBox: createSecretBox(secrets),
    signer: createSigner(secrets),
    mailFrom: null,
    actor: { kind: "member", id: maraId, name: mara.name },
    access: accessOfMember(role, []),
    signedInBy: null,
    address: null,
    organization: acme,
    inOrganization: async (work) => {
      const { result } = await inOrganization(database, acme.id, async (tx) => {
        await work(tx);
        throw undone;
      });
      return result;
    },
  };
  try {
    return await command(context, asInput({}));
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

/** Holds since no command may look at its input before it has asked. */
function asInput(nothing: object): never {
  return nothing as never;
}
