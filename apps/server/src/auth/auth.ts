import { signUpInput, limits as textLimits } from "@fanal/contract";
import type { Database } from "@fanal/database";
import * as authSchema from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { organization } from "better-auth/plugins/organization";
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
    emailAndPassword: {
      enabled: true,
      minPasswordLength: textLimits.passwordMin,
      maxPasswordLength: textLimits.passwordMax,
      autoSignIn: true,
    },
    session: {
      additionalFields: {
        method: { type: "string", required: false, input: false, returned: false },
        endsAt: { type: "date", required: false, input: false, returned: false },
      },
    },
    plugins: [organization({ allowUserToCreateOrganization: false })],
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
