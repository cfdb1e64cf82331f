import { dictionary } from "@zxcvbn-ts/language-common";
import { APIError } from "better-auth/api";

/** Offline: the most common passwords of published leaks, in lower case. */
const common: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/**
 * Whether a password is among those that are tried first: a common one, with or without digits and signs around it, twice
 * in a row, or one character over and over.
 */
export function isCommonPassword(password: string): boolean {
  const word = password.toLowerCase();
  const bare = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const half = /^(.+?)\1+$/u.exec(word)?.[1];
  return [word, bare, half].some((one) => one !== undefined && (one.length === 1 || common.has(one)));
}

export const tooCommon = "This password is among the most common ones. Use one that only you would think of.";

/** Refuses a new password that is among the most common ones. What else it must be is Better Auth's to check. */
export function refuseCommonPassword(body: unknown): void {
  const password = newPasswordOf(body);
  if (password === null || !isCommonPassword(password)) return;
  throw new APIError("BAD_REQUEST", { code: "common_password", message: tooCommon });
}

function newPasswordOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const password = "newPassword" in body ? body.newPassword : "password" in body ? body.password : undefined;
  return typeof password === "string" ? password : null;
}
