import { createHash, randomBytes } from "node:crypto";

export interface InvitationToken {
  /** Ends the link that goes by mail, so that whoever has it reads the mail of that address. */
  mailed: string;
  /** Ends the link that whoever invites may copy. It follows from the other, which does not follow from it. */
  copied: string;
  /** All that is kept. */
  hash: string;
}

/** A link works for whoever has it; only one that came by mail proves that the address is theirs. */
export function makeInvitationToken(): InvitationToken {
  const mailed = randomBytes(32).toString("base64url");
  const copied = copiedFrom(mailed);
  return { mailed, copied, hash: hashOf(copied) };
}

/** The hashes by which what a link carries may be known, and whether it then proves the address. */
export function readInvitationToken(token: string): { hash: string; provesAddress: boolean }[] {
  return [
    { hash: hashOf(token), provesAddress: false },
    { hash: hashOf(copiedFrom(token)), provesAddress: true },
  ];
}

function copiedFrom(mailed: string): string {
  return createHash("sha256").update(`fanal invitation ${mailed}`).digest("base64url");
}

function hashOf(copied: string): string {
  return createHash("sha256").update(copied).digest("base64url");
}
