import { signUpInput, limits as textLimits } from "@fanal/contract";
import type { Database } from "@fanal/database";
import * as authSchema from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { organization } from "better-auth/plugins/organization";
import type { Logger } from "pino";
import type { Auth0Config } from "../config.ts";
import { auth0 } from "./auth0/plugin.ts";
import { clientAddressHeader, type SignInLimits } from "./sign-in-limits.ts";

export interface AuthOptions {
  database: Database;
  /** Public address of the server. */
  url: string;
  /** Origins from which browsers may send requests with cookies. */
  trustedOrigins: string[];
  secret: string;
  limits: SignInLimits;
  /** `null`: nobody signs in with Auth0. */
  auth0: Auth0Config | null;
  now: () => Date;
  log: Logger;
}

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in by e-mail and password, sessions and the tables of organizations, by Better Auth under `/api/auth`. */
export function createAuth({
  database,
  url,
  trustedOrigins,
  secret,
  limits,
  auth0: auth0Config,
  now,
  log,
}: AuthOptions) {
  return betterAuth({
    appName: "Fanal",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    trustedOrigins,
    telemetry: { enabled: false },
    database: drizzleAdapter(database.db, { provider: "pg", schema: authSchema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: textLimits.passwordMin,
      maxPasswordLength: textLimits.passwordMax,
      autoSignIn: true,
    },
    session: {
      additionalFields: {
        method: { type: "string", required: false, input: false },
        endsAt: { type: "date", required: false, input: false },
      },
    },
    plugins: [
      organization({ allowUserToCreateOrganization: false }),
      ...(auth0Config === null ? [] : [auth0(auth0Config, { database, url, now, log })]),
    ],
    rateLimit: { enabled: false },
    // What is no refusal reaches the one mapper of errors, which knows when the database is away.
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: "fanal",
      useSecureCookies: url.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    hooks: {
      before: createAuthMiddleware(async (request) => {
        if (!openPaths.has(request.path)) throw new APIError("NOT_FOUND");
        if (auth0Config?.isOnlyWay && !pathsBesideAuth0.has(request.path)) {
          const message = "Here everybody signs in with Auth0, and in no other way.";
          throw new APIError("FORBIDDEN", { code: "auth0_only", message });
        }
        if (request.path === "/sign-up/email") refuseOddProfile(request.body);
        await limits.beforeAttempt(request.path, request.headers, request.body);
      }),
      after: createAuthMiddleware(async (request) => {
        if (request.context.newSession)
          await limits.afterSuccess(request.path, request.headers, request.body);
      }),
    },
    logger: {
      level: "warn",
      log: (level, message) => log[level === "error" ? "warn" : "debug"]({ source: "better-auth" }, message),
    },
  });
}

/**
 * What the product uses of Better Auth. It has dozens of endpoints more: they would take passwords without our limits,
 * or change memberships without the event log, which only commands write.
 */
const openPaths: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/auth0/sign-in",
  "/auth0/callback",
]);

/** What is open of them where everybody signs in with Auth0: no way in of our own, whichever are added. */
const pathsBesideAuth0: ReadonlySet<string> = new Set([
  "/sign-out",
  "/get-session",
  "/auth0/sign-in",
  "/auth0/callback",
]);

/** Better Auth sets no limits to what people call themselves. */
function refuseOddProfile(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  if ("name" in body && !signUpInput.shape.name.safeParse(body.name).success) {
    const message = `A name is one line of 1 to ${textLimits.name} characters.`;
    throw new APIError("BAD_REQUEST", { code: "invalid_name", message });
  }
  if ("email" in body && String(body.email).length > textLimits.email) {
    throw new APIError("BAD_REQUEST", { code: "invalid_email", message: "This is no e-mail address." });
  }
  if ("image" in body) {
    throw new APIError("BAD_REQUEST", { code: "invalid_image", message: "Pictures of people are not kept." });
  }
}
