import type { AccountChange } from "@fanal/emails";
import type { AccountMails } from "./account-mails.ts";
import { clientAddressHeader } from "./sign-in-limits.ts";

const changes: Readonly<Record<string, AccountChange>> = {
  "/change-password": "password_changed",
  "/two-factor/disable": "two_factor_disabled",
  "/passkey/verify-registration": "passkey_added",
  "/passkey/delete-passkey": "passkey_removed",
};

interface Done {
  path: string;
  user: { id: string; email: string; twoFactorEnabled?: boolean | null | undefined };
  /** Of the person after it. */
  newUser: ({ twoFactorEnabled?: unknown } & Record<string, unknown>) | null;
  headers: Headers | undefined;
}

/** Tells the owner of an account what was changed about how it is entered, whoever did it. */
export async function tellOfChange(
  mails: AccountMails,
  { path, user, newUser, headers }: Done,
): Promise<void> {
  const change =
    path === "/two-factor/verify-totp" && user.twoFactorEnabled !== true && newUser?.twoFactorEnabled === true
      ? "two_factor_enabled"
      : changes[path];
  if (change === undefined) return;
  const { id, email } = user;
  await mails.changed({ id, email, headers }, change, headers?.get(clientAddressHeader) ?? null);
}
