import { asSystem, type Database } from "@fanal/database";
import type { AccountChange } from "@fanal/emails";
import { type AddressedMail, sendAccountMail } from "../mail/send-mail.ts";

/** Minutes that links in mails work for. */
export const linkMinutes = { verify: 60, reset: 60, magic: 10 } as const;

interface Recipient {
  email: string;
}

/** The mails that accounts need. Links lead to pages of the dashboard, where a person confirms: programs that follow links in mails confirm nothing. */
export interface AccountMails {
  verifyAddress: (user: Recipient, token: string) => Promise<void>;
  addressTaken: (user: Recipient) => Promise<void>;
  resetPassword: (user: Recipient, token: string) => Promise<void>;
  magicLink: (user: Recipient, token: string) => Promise<void>;
  approveNewAddress: (user: Recipient, newAddress: string, token: string) => Promise<void>;
  verifyNewAddress: (user: Recipient, token: string) => Promise<void>;
  changed: (user: Recipient, change: AccountChange, address: string | null) => Promise<void>;
}

/** @param url public address of the server; never one that a request names */
export function createAccountMails(database: Database, url: string): AccountMails {
  const send = (mail: AddressedMail) =>
    asSystem(database, "mail of an account", (db) => sendAccountMail(db, mail));
  // Behind `#`, where no server, no log and no other site gets to see it.
  const link = (page: string, token: string) => `${url}/${page}#${new URLSearchParams({ token })}`;
  const resetLink = `${url}/forgot-password`;
  return {
    verifyAddress: ({ email: to }, token) =>
      send({
        kind: "verify_address",
        to,
        link: link("confirm-sign-up", token),
        validMinutes: linkMinutes.verify,
      }),
    addressTaken: ({ email: to }) =>
      send({ kind: "address_taken", to, signInLink: `${url}/sign-in`, resetLink }),
    resetPassword: ({ email: to }, token) =>
      send({
        kind: "reset_password",
        to,
        link: link("reset-password", token),
        validMinutes: linkMinutes.reset,
      }),
    magicLink: ({ email: to }, token) =>
      send({ kind: "magic_link", to, link: link("magic-link", token), validMinutes: linkMinutes.magic }),
    approveNewAddress: ({ email: to }, newAddress, token) =>
      send({
        kind: "approve_new_address",
        to,
        newAddress,
        link: link("verify-email", token),
        validMinutes: linkMinutes.verify,
      }),
    verifyNewAddress: ({ email: to }, token) =>
      send({
        kind: "verify_new_address",
        to,
        link: link("verify-email", token),
        validMinutes: linkMinutes.verify,
      }),
    changed: ({ email: to }, change, address) =>
      send({ kind: "account_changed", to, change, at: new Date(), address, resetLink }),
  };
}
