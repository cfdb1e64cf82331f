import { useSuspenseQuery } from "@tanstack/react-query";
import { createAuthClient } from "better-auth/react";
import { query } from "./api.ts";
import { codeOf } from "./errors.ts";
import { queryClient } from "./query-client.ts";

const client = createAuthClient({ basePath: "/api/auth" });

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

/** Signs in; `null` when it worked. Wrong password and unknown address get the same words. */
export async function signIn(input: { email: string; password: string }): Promise<SignInFailure | null> {
  const { error } = await client.signIn.email(input);
  return afterSignIn(error, "This e-mail and password do not match. Check both and try again.");
}

export async function signUp(input: {
  name: string;
  email: string;
  password: string;
}): Promise<SignInFailure | null> {
  const { error } = await client.signUp.email(input);
  return afterSignIn(error, "This account could not be made. Check the address, or sign in if you have one.");
}

/** Ends the session and forgets what it showed. */
export async function signOut(): Promise<void> {
  await client.signOut();
  queryClient.clear();
}

interface AuthError {
  status: number;
  message?: string | undefined;
}

function afterSignIn(error: AuthError | null, refused: string): SignInFailure | null {
  if (error === null) {
    queryClient.clear();
    return null;
  }
  if (error.status === 0 || error.status >= 500)
    return { message: "The server does not answer. Try again in a moment." };
  if (error.status === 429) return { message: error.message ?? "Too many tries. Wait a few minutes." };
  // Not what was typed is refused, but where this page was opened.
  if (error.status === 403 && error.message !== undefined) return { message: error.message };
  return { message: refused };
}
