import type { SignInSettings } from "@fanal/contract";

/** Roles that a provider may bring somebody in with. */
export const roleNames: Record<SignInSettings["defaultRole"], string> = {
  admin: "Admin",
  responder: "Responder",
  viewer: "Viewer",
};
