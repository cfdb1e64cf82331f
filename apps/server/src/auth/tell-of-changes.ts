import type { AccountChange } from "@fanal/emails";
import type { AccountMails } from "./account-mails.ts";

const changes: Readonly<Record<string, AccountChange>> = {
  "/change-password": "password_changed",
  "/two-factor/disable": "two_factor_disabled",
  "/passkey/verify-registration": "passkey_added",
  "/passkey/delete-passkey": "passkey_removed",
};

interface Done {
  path: string;
  user: { email: string; twoFactorEnabled?: boolean | null | undefined };
  /** Of the person after it. */
  newUser: ({ twoFactorEnabled?: unknown } & Record<string, unknown>) | null;
  address: string | null;
}

/** Tells the owner of an account what was changed about how it is entered, whoever did it. */
export async function tellOfChange(
  mails: AccountMails,
  { path, user, newUser, address }: Done,
): Promise<void> {
  const change =
    path === "/two-factor/verify-totp" && user.twoFactorEnabled !== true && newUser?.twoFactorEnabled === true
      ? "two_factor_enabled"
      : changes[path];
  if (change !== undefined) await mails.changed(user, change, address);
}
