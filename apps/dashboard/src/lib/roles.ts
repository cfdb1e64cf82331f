import type { Role } from "@fanal/domain";

/** What each role is called, and what it is for in half a sentence. */
export const roleWords: Record<Role, { label: string; does: string }> = {
  owner: { label: "Owner", does: "Everything, also handing over and deleting the organization" },
  admin: { label: "Admin", does: "Everything but that" },
  responder: { label: "Responder", does: "Incidents, maintenance and statuses, within their teams" },
  viewer: { label: "Viewer", does: "Reads" },
};
