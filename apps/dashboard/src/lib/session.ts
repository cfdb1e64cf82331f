import { passkeyClient } from "@better-auth/passkey/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { magicLinkClient, twoFactorClient } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import { toast } from "sonner";
import { z } from "zod";
import { query } from "./api.ts";
import { codeOf } from "./errors.ts";
import { forgetOwn } from "./own-storage.ts";
import { queryClient } from "./query-client.ts";

export const client = createAuthClient({
  basePath: "/api/auth",
  plugins: [twoFactorClient(), magicLinkClient(), passkeyClient()],
});

/** Who is signed in, and their organizations. */
export function meQuery() {
  return query.me.get.queryOptions({ staleTime: 60_000 });
}

/** Whether somebody is signed in at this moment. */
export async function isSignedIn(): Promise<boolean> {
  return queryClient.fetchQuery({ ...meQuery(), staleTime: 0 }).then(
    () => true,
    () => false,
  );
}

/** Whether the session ended while the dashboard was open. */
export function useIsSignedOut(): boolean {
  return codeOf(useSuspenseQuery(meQuery()).error) === "unauthorized";
}

export interface SignInFailure {
  message: string;
}

/** What comes of a password or a link: somebody is in, has to show a second factor first, or is refused. */
export type SignInOutcome =
  | { kind: "done" }
  | { kind: "second_factor" }
  | ({ kind: "refused" } & SignInFailure);

/** Signs in. Wrong password and unknown address get the same words. */
export async function signIn(input: { email: string; password: string }): Promise<SignInOutcome> {
  const { data, error } = await client.signIn.email(input);
  const refused =
    "This e-mail and password do not match. Check both; if you just signed up, confirm your address first, by the link in your inbox.";
  return outcomeOf(data, afterSignIn(error, refused));
}

/** Signs in by what a mail's link carries. */
export async function signInByLink(token: string): Promise<SignInOutcome> {
  const { data, error } = await client.$fetch("/magic-link/verify", { method: "POST", body: { token } });
  return outcomeOf(
    data,
    afterSignIn(error, "This link has been used, or is older than 10 minutes. Ask for a new one."),
  );
}

/** Signs in with a passkey; `null` when it worked. */
export async function signInWithPasskey(): Promise<SignInFailure | null> {
  const { error } = await client.signIn.passkey();
  return afterSignIn(error, "No passkey was used. Try again, or sign in with your password.");
}

/** The code of an authenticator app, or one of the recovery codes; `null` when it worked. */
export async function showSecondFactor(code: string): Promise<SignInFailure | null> {
  const digits = code.replaceAll(/\s/g, "");
  const { error } = /^\d{6}$/.test(digits)
    ? await client.twoFactor.verifyTotp({ code: digits })
    : await client.twoFactor.verifyBackupCode({ code: code.trim() });
  if (error?.code === "INVALID_TWO_FACTOR_COOKIE" || error?.code === "invalid_two_factor_cookie")
    return { message: "This took too long. Sign in again." };
  return afterSignIn(error, "This code is not right. Codes change every 30 seconds, and each works once.");
}

export type SignUpOutcome = { kind: "done" } | { kind: "confirm" } | ({ kind: "refused" } & SignInFailure);

/** Signs up. Where mail is set up the answer is the same for an address that has an account: a mail follows. */
export async function signUp(input: {
  name: string;
  email: string;
  password: string;
  invitation?: string | undefined;
}): Promise<SignUpOutcome> {
  const { data, error } = await client.signUp.email(input);
  const refused =
    wordsOf(error) ?? "This account could not be made. Check the address, or sign in if you have one.";
  const failure = afterSignIn(error, refused);
  if (failure !== null) return { kind: "refused", ...failure };
  return { kind: data?.token === null ? "confirm" : "done" };
}

/** Has a link sent. The answer is the same whether the address has an account. */
export async function askForLink(purpose: "sign_in" | "reset", email: string): Promise<SignInFailure | null> {
  const { error } =
    purpose === "sign_in"
      ? await client.signIn.magicLink({ email })
      : await client.requestPasswordReset({ email });
  return failureOf(error, "The mail was not asked for. Check the address.");
}

/** Sets a new password by what a mail's link carries, which ends every session. */
export async function resetPassword(token: string, newPassword: string): Promise<SignInFailure | null> {
  const { error } = await client.resetPassword({ token, newPassword });
  return failureOf(
    error,
    wordsOf(error) ?? "This link has been used, or is older than an hour. Ask for a new one.",
  );
}

/** Confirms the address of a new account, by what its mail's link carries and its password, and signs in. */
export async function confirmSignUp(token: string, password: string): Promise<SignInOutcome> {
  const { data, error } = await client.$fetch("/sign-up/confirm", {
    method: "POST",
    body: { token, password },
    output: z.object({ email: z.string() }),
  });
  if (error === null) return signIn({ email: data.email, password });
  const refused =
    wordsOf(error) ?? "This link works no more. Set a new password: that confirms your address, too.";
  return outcomeOf(null, failureOf(error, refused));
}

/** Agrees to a change of address by what a mail's link carries. */
export async function confirmAddress(token: string): Promise<SignInFailure | null> {
  const { error } = await client.$fetch("/verify-email", { method: "POST", body: { token } });
  if (error === null) await queryClient.invalidateQueries();
  return failureOf(error, "This link has been used, or is older than an hour. Ask for a new one.");
}

/**
 * Ends the session, then leaves and forgets what it showed and what was being written. In this order: who sees the sign-in page and closes the
 * window is signed out.
 */
export async function signOut(leave: () => Promise<void>): Promise<void> {
  const hasEnded = await client.signOut().then(
    ({ error }) => error === null,
    () => false,
  );
  if (!hasEnded) {
    toast.error("You are still signed in.", {
      description: "The server did not answer. Try again in a moment.",
    });
    return;
  }
  forgetOwn();
  await leave();
  queryClient.clear();
}

interface AuthError {
  status: number;
  code?: string | undefined;
  message?: string | undefined;
}

function outcomeOf(data: unknown, failure: SignInFailure | null): SignInOutcome {
  if (failure !== null) return { kind: "refused", ...failure };
  const isHalf = typeof data === "object" && data !== null && "twoFactorRedirect" in data;
  return { kind: isHalf ? "second_factor" : "done" };
}

function afterSignIn(error: AuthError | null, refused: string): SignInFailure | null {
  if (error === null) queryClient.clear();
  return failureOf(error, refused);
}

const aboutPasswords: ReadonlySet<string> = new Set(["common_password", "wrong_password"]);

/** What can be said of a password, which is the same for all addresses. */
function wordsOf(error: AuthError | null): string | null {
  return aboutPasswords.has(error?.code?.toLowerCase() ?? "") ? (error?.message ?? null) : null;
}

export function failureOf(error: AuthError | null, refused: string): SignInFailure | null {
  if (error === null) return null;
  if (error.status === 0 || error.status >= 500)
    return { message: "The server does not answer. Try again in a moment." };
  if (error.status === 429) return { message: error.message ?? "Too many tries. Wait a few minutes." };
  // Not what was typed is refused, but where this page was opened.
  if (error.status === 403 && error.message !== undefined) return { message: error.message };
  return { message: refused };
}
