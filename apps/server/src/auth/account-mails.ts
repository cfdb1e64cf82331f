import { asSystem, type Database } from "@fanal/database";
import type { AccountChange, Mail, Reader } from "@fanal/emails";
import { preferredLanguage } from "../accept-language.ts";
import { sendAccountMail } from "../mail/send-mail.ts";
import { mailReaderOf, plainReader } from "./mail-reader.ts";

/** Minutes that links in mails work for. */
export const linkMinutes = { verify: 60, reset: 60, magic: 10 } as const;

interface Recipient {
  id: string;
  email: string;
  /** Of the request that the mail is an answer to: a browser says in which language. */
  headers?: Headers | undefined;
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
  const send = ({ id, email, headers }: Recipient, mailTo: (reader: Reader) => Mail) =>
    asSystem(database, "mail of an account", async (db) => {
      const asked = preferredLanguage(headers?.get("accept-language") ?? undefined, plainReader.language);
      const reader = await mailReaderOf(db, { id }, { ...plainReader, language: asked });
      await sendAccountMail(db, { ...mailTo(reader), to: email });
    });
  // Behind `#`, where no server, no log and no other site gets to see it.
  const link = (page: string, token: string) => `${url}/${page}#${new URLSearchParams({ token })}`;
  const resetLink = `${url}/forgot-password`;
  return {
    verifyAddress: (to, token) =>
      send(to, (reader) => ({
        ...reader,
        kind: "verify_address",
        link: link("confirm-sign-up", token),
        validMinutes: linkMinutes.verify,
      })),
    addressTaken: (to) =>
      send(to, (reader) => ({ ...reader, kind: "address_taken", signInLink: `${url}/sign-in`, resetLink })),
    resetPassword: (to, token) =>
      send(to, (reader) => ({
        ...reader,
        kind: "reset_password",
        link: link("reset-password", token),
        validMinutes: linkMinutes.reset,
      })),
    magicLink: (to, token) =>
      send(to, (reader) => ({
        ...reader,
        kind: "magic_link",
        link: link("magic-link", token),
        validMinutes: linkMinutes.magic,
      })),
    approveNewAddress: (to, newAddress, token) =>
      send(to, (reader) => ({
        ...reader,
        kind: "approve_new_address",
        newAddress,
        link: link("verify-email", token),
        validMinutes: linkMinutes.verify,
      })),
    verifyNewAddress: (to, token) =>
      send(to, (reader) => ({
        ...reader,
        kind: "verify_new_address",
        link: link("verify-email", token),
        validMinutes: linkMinutes.verify,
      })),
    changed: (to, change, address) =>
      send(to, (reader) => ({
        ...reader,
        kind: "account_changed",
        change,
        at: new Date(),
        address,
        resetLink,
      })),
  };
}
