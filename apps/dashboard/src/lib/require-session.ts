import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { codeOf } from "./errors.ts";
import { meQuery } from "./session.ts";

/** Who is signed in; leads to the sign-in page and back here when nobody is. */
export async function requireSession(queryClient: QueryClient, here: string) {
  try {
    return await queryClient.ensureQueryData(meQuery());
  } catch (error) {
    if (codeOf(error) === "unauthorized") throw redirect({ to: "/sign-in", search: { return: here } });
    throw error;
  }
}
