import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * Keys look like `fanal_` and 49 letters and digits: 32 random bytes, and a checksum of all before it. So scanners for
 * leaked secrets recognize them without asking us, and what is mistyped is refused without asking the database.
 */
const mark = "fanal_";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** As many as 256 bits, and 32 bits, take in base 62. */
const length = { secret: 43, checksum: 6 };
const shape = new RegExp(`^${mark}[0-9A-Za-z]{${length.secret + length.checksum}}$`);
const shownCharacters = mark.length + 6;

export interface NewKey {
  /** The key itself, to be shown once. */
  key: string;
  prefix: string;
  hash: string;
}

export function makeKey(): NewKey {
  const secret = inBase62(BigInt(`0x${randomBytes(32).toString("hex")}`), length.secret);
  const key = `${mark}${secret}${checksumOf(`${mark}${secret}`)}`;
  return { key, prefix: key.slice(0, shownCharacters), hash: hashOf(key) };
}

/** By what a key is found: SHA-256, without salt, since it is of 256 random bits. */
export function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Whether this can be a key at all. */
export function isWellFormedKey(key: string): boolean {
  return shape.test(key) && key.slice(-length.checksum) === checksumOf(key.slice(0, -length.checksum));
}

function checksumOf(text: string): string {
  return inBase62(BigInt(crc32(text)), length.checksum);
}

function inBase62(value: bigint, digits: number): string {
  const base = BigInt(alphabet.length);
  let rest = value;
  let text = "";
  for (let digit = 0; digit < digits; digit++) {
    text = alphabet.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}
