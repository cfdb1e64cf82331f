import { inOrganizationOf as os } from "../procedures.ts";
import {
  createService,
  deleteService,
  reorderServices,
  restoreService,
  setServiceStatus,
  updateService,
} from "./commands.ts";
import { createServiceGroup, deleteServiceGroup, updateServiceGroup } from "./group-commands.ts";
import { getService, listServiceGroups, listServices } from "./queries.ts";

export const services = os.services.router({
  list: os.services.list.handler(({ context }) => context.inOrganization(listServices)),
  create: os.services.create.handler(({ context, input }) => createService(context, input)),
  get: os.services.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getService(tx, input.serviceId)),
  ),
  update: os.services.update.handler(({ context, input }) => updateService(context, input)),
  delete: os.services.delete.handler(({ context, input }) => deleteService(context, input)),
  restore: os.services.restore.handler(({ context, input }) => restoreService(context, input)),
  setStatus: os.services.setStatus.handler(({ context, input }) => setServiceStatus(context, input)),
  reorder: os.services.reorder.handler(({ context, input }) => reorderServices(context, input)),
});

export const serviceGroups = os.serviceGroups.router({
  list: os.serviceGroups.list.handler(({ context }) => context.inOrganization(listServiceGroups)),
  create: os.serviceGroups.create.handler(({ context, input }) => createServiceGroup(context, input)),
  update: os.serviceGroups.update.handler(({ context, input }) => updateServiceGroup(context, input)),
  delete: os.serviceGroups.delete.handler(({ context, input }) => deleteServiceGroup(context, input)),
});
