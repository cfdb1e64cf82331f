import type { Database } from "@fanal/database";
import * as authSchema from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { organization } from "better-auth/plugins";
import type { Logger } from "pino";
import { clientAddressHeader, type SignInLimits } from "./sign-in-limits.ts";

export interface AuthOptions {
  database: Database;
  /** Public address of the server. */
  url: string;
  /** Origins from which browsers may send requests with cookies. */
  trustedOrigins: string[];
  secret: string;
  limits: SignInLimits;
  log: Logger;
}

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in by e-mail and password, sessions and the tables of organizations, by Better Auth under `/api/auth`. */
export function createAuth({ database, url, trustedOrigins, secret, limits, log }: AuthOptions) {
  return betterAuth({
    appName: "Fanal",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    trustedOrigins,
    telemetry: { enabled: false },
    database: drizzleAdapter(database.db, { provider: "pg", schema: authSchema, transaction: true }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128, autoSignIn: true },
    plugins: [organization({ allowUserToCreateOrganization: false })],
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "fanal",
      useSecureCookies: url.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    hooks: {
      before: createAuthMiddleware(async (request) => {
        // Memberships change by commands only, since those write the event log.
        if (request.path.startsWith("/organization/")) throw new APIError("NOT_FOUND");
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
