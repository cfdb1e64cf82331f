import { inOrganizationOf as os } from "../procedures.ts";
import { createMaintenance, deleteMaintenance, restoreMaintenance, updateMaintenance } from "./commands.ts";
import { previewWindow } from "./preview.ts";
import { getMaintenance, listMaintenances } from "./queries.ts";
import {
  deleteMaintenanceUpdate,
  editMaintenanceUpdate,
  postMaintenanceUpdate,
  restoreMaintenanceUpdate,
} from "./update-commands.ts";

export const maintenances = os.maintenances.router({
  list: os.maintenances.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listMaintenances(tx, input)),
  ),
  create: os.maintenances.create.handler(({ context, input }) => createMaintenance(context, input)),
  get: os.maintenances.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getMaintenance(tx, input.maintenanceId)),
  ),
  update: os.maintenances.update.handler(({ context, input }) => updateMaintenance(context, input)),
  delete: os.maintenances.delete.handler(({ context, input }) => deleteMaintenance(context, input)),
  restore: os.maintenances.restore.handler(({ context, input }) => restoreMaintenance(context, input)),
  postUpdate: os.maintenances.postUpdate.handler(({ context, input }) =>
    postMaintenanceUpdate(context, input),
  ),
  editUpdate: os.maintenances.editUpdate.handler(({ context, input }) =>
    editMaintenanceUpdate(context, input),
  ),
  deleteUpdate: os.maintenances.deleteUpdate.handler(({ context, input }) =>
    deleteMaintenanceUpdate(context, input),
  ),
  restoreUpdate: os.maintenances.restoreUpdate.handler(({ context, input }) =>
    restoreMaintenanceUpdate(context, input),
  ),
  previewWindow: os.maintenances.previewWindow.handler(({ context, input }) =>
    context.inOrganization((tx) => previewWindow(tx, context.now(), input)),
  ),
});
