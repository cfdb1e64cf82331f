import { limits as textLimits } from "@fanal/contract";
import type { Database } from "@fanal/database";
import * as authSchema from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import type { Logger } from "pino";
import type { Auth0Config } from "../config.ts";
import { cookiePrefix } from "../cookie-prefix.ts";
import type { Outgoing } from "../outgoing.ts";
import type { Secrets } from "../secret.ts";
import type { SecretBox } from "../secret-box.ts";
import { createAccountMails, linkMinutes } from "./account-mails.ts";
import { forgetAddressChanges, noteAddressChange, refuseForgottenChange } from "./address-changes.ts";
import { auth0 } from "./auth0/plugin.ts";
import { confirmSignUp } from "./confirm-sign-up.ts";
import { answerEvenly, takeTurn } from "./even-answers.ts";
import { forgetUnproven } from "./forget-unproven.ts";
import { joinProvisioned } from "./join-provisioned.ts";
import { leaveAll } from "./leave-all.ts";
import { refuseOddInput } from "./odd-input.ts";
import { openPaths, pathsBesideAuth0 } from "./open-paths.ts";
import { guardOwnFactors } from "./own-factors.ts";
import { passkeys } from "./passkeys.ts";
import { refuseCommonPassword } from "./password-rules.ts";
import { findProfile, findUser } from "./people.ts";
import { secondFactor } from "./second-factor.ts";
import { clientAddressHeader, type SignInLimits } from "./sign-in-limits.ts";
import type { SignUpRule } from "./sign-up-rule.ts";
import { noteFirstFactor, noteOfSession } from "./signed-in-by.ts";
import { asBetterAuthSecrets, signAnew } from "./signing-secrets.ts";
import { singleSignOn } from "./sso/plugin.ts";
import { tellOfChange } from "./tell-of-changes.ts";

export interface AuthOptions {
  database: Database;
  /** Public address of the server. */
  url: string;
  /** Origins from which browsers may send requests with cookies. */
  trustedOrigins: string[];
  secrets: Secrets;
  limits: SignInLimits;
  /** Whether mails reach people: then an address has to be confirmed before its account is of use. */
  sendsMail: boolean;
  signUpRule: SignUpRule;
  /** `null`: nobody signs in with Auth0. */
  auth0: Auth0Config | null;
  box: SecretBox;
  outgoing: Outgoing;
  now: () => Date;
  log: Logger;
}

export type Auth = ReturnType<typeof createAuth>;

/** Where Better Auth answers. */
export const authPath = "/api/auth";

/** Sign-in, sessions and the tables of organizations, by Better Auth. */
export function createAuth({
  database,
  url,
  trustedOrigins,
  secrets,
  limits,
  sendsMail,
  signUpRule,
  auth0: auth0Config,
  box,
  outgoing,
  now,
  log,
}: AuthOptions) {
  const mails = createAccountMails(database, url);
  const isSecure = url.startsWith("https:");
  /** Where no mail reaches people a sign-up lets them in, or says that the address is taken. */
  const evenAnswers = sendsMail ? { ...answersAboutAddresses, ...answerOfSignUp } : answersAboutAddresses;
  const auth = betterAuth({
    appName: "Fanal",
    baseURL: url,
    basePath: authPath,
    ...asBetterAuthSecrets(secrets),
    trustedOrigins,
    telemetry: { enabled: false },
    database: drizzleAdapter(database.db, { provider: "pg", schema: authSchema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: textLimits.passwordMin,
      maxPasswordLength: textLimits.passwordMax,
      autoSignIn: true,
      requireEmailVerification: sendsMail,
      resetPasswordTokenExpiresIn: linkMinutes.reset * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }, request) => mails.resetPassword(askedBy(user, request), token),
      onExistingUserSignUp: ({ user }, request) => mails.addressTaken(askedBy(user, request)),
      onPasswordReset: async ({ user }, request) => {
        await database.db.transaction((db) =>
          user.emailVerified ? forgetAddressChanges(db, user.id) : forgetUnproven(db, user.id),
        );
        await mails.changed(
          askedBy(user, request),
          "password_changed",
          request?.headers.get(clientAddressHeader) ?? null,
        );
      },
    },
    emailVerification: {
      sendOnSignUp: sendsMail,
      expiresIn: linkMinutes.verify * 60,
      autoSignInAfterVerification: false,
      // Called once the account is committed: Better Auth hands its transaction to nobody. Who is left without the mail by a
      // crash in between signs up once more, and is sent the way to a new password, which confirms the address as well.
      sendVerificationEmail: async ({ user, token }, request) => {
        // The demo's account is made without a request, and has no mailbox.
        if (request === undefined) return;
        if (!isChangeOfAddress(request)) return mails.verifyAddress(askedBy(user, request), token);
        await noteAddressChange(database, user.id, token);
        await mails.verifyNewAddress(askedBy(user, request), token);
      },
    },
    user: {
      deleteUser: {
        enabled: true,
        beforeDelete: async ({ id, name }) => leaveAll(database, { id, name }),
      },
      changeEmail: {
        enabled: true,
        sendChangeEmailConfirmation: async ({ user, newEmail, token }, request) => {
          await noteAddressChange(database, user.id, token);
          await mails.approveNewAddress(askedBy(user, request), newEmail, token);
        },
      },
    },
    verification: { storeIdentifier: { default: "plain", overrides: { "reset-password": "hashed" } } },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, ...(await noteOfSession(session, context)) },
          }),
          after: async ({ userId }) =>
            joinProvisioned(database, userId, now).catch((error) =>
              log.warn({ err: error }, "somebody could not be joined to where a directory told of them"),
            ),
        },
      },
      verification: {
        create: { after: async (verification, context) => noteFirstFactor(verification, context) },
      },
      user: {
        update: {
          // A link from a mail proves an address; what was added to its account before is not the owner's.
          before: async (changed, context) =>
            context?.path === "/magic-link/verify"
              ? { data: { ...changed, twoFactorEnabled: false } }
              : undefined,
          after: async ({ id }, context) => {
            if (context?.path === "/magic-link/verify")
              await database.db.transaction((db) => forgetUnproven(db, id));
          },
        },
      },
    },
    session: {
      additionalFields: {
        method: { type: "string", required: false, input: false },
        secondFactor: { type: "boolean", required: false, input: false },
        ssoOrganizationId: { type: "string", required: false, input: false },
        endsAt: { type: "date", required: false, input: false },
        ssoProviderId: { type: "string", required: false, input: false },
      },
    },
    plugins: [
      organization({ allowUserToCreateOrganization: false }),
      secondFactor({ database, limits }),
      passkeys(url),
      confirmSignUp(),
      magicLink({
        disableSignUp: true,
        storeToken: "hashed",
        expiresIn: linkMinutes.magic * 60,
        sendMagicLink: async ({ email, token }, context) => {
          const user = await findUser(database, email.toLowerCase());
          if (user !== null) await mails.magicLink(askedBy(user, context?.request), token);
        },
      }),
      singleSignOn({ database, url, box, outgoing, now, log }),
      ...(auth0Config === null ? [] : [auth0(auth0Config, { database, url, now, log })]),
    ],
    rateLimit: { enabled: false },
    // What is no refusal reaches the one mapper of errors, which knows when the database is away.
    onAPIError: { throw: true },
    advanced: {
      // Written out, since it would otherwise be off where NODE_ENV is "test".
      disableOriginCheck: false,
      cookiePrefix: `${cookiePrefix(isSecure)}fanal`,
      // Which would put `__Secure-` in front.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    hooks: {
      before: createAuthMiddleware(async (request) => {
        const { path, headers, body, query } = request;
        if (!openPaths.has(path)) throw new APIError("NOT_FOUND");
        if (auth0Config?.isOnlyWay && !pathsBesideAuth0.has(path)) {
          const message = "Here everybody signs in with Auth0, and in no other way.";
          throw new APIError("FORBIDDEN", { code: "auth0_only", message });
        }
        refuseOddInput(path, body);
        const findSession = async () => (await getSessionFromCtx(request))?.session.id ?? null;
        await limits.beforeAttempt(path, { headers, body, findSession });
        await guardOwnFactors(database, path, () => getSessionFromCtx(request));
        if (newPasswordPaths.has(path)) refuseCommonPassword(body);
        // The demo's account is made without a request.
        if (path === "/sign-up/email" && request.request !== undefined) await signUpRule.check(body);
        if (path === "/verify-email") await refuseForgottenChange(database, query);
        if (path === "/delete-user" && !body?.password) {
          const session = await getSessionFromCtx(request);
          if (session !== null && (await findProfile(database, session.user.id))?.hasPassword)
            throw passwordWanted();
        }
        const even = evenAnswers[path];
        if (even !== undefined && (await isInOrder(request))) answerEvenly(even);
        if (even !== undefined || path === "/sign-up/email") await takeTurn();
        // Whoever changes a password may do so because somebody else knows it.
        if (path === "/change-password") return { context: { body: { ...body, revokeOtherSessions: true } } };
        return undefined;
      }),
      after: createAuthMiddleware(async ({ path, headers, body, context }) => {
        if (context.newSession) await limits.afterSuccess(path, headers, body);
        if (isAPIError(context.returned) || !context.session) return;
        if (path === "/change-password") await forgetAddressChanges(database.db, context.session.user.id);
        await tellOfChange(mails, {
          path,
          user: context.session.user,
          newUser: context.newSession?.user ?? null,
          headers,
        });
      }),
    },
    logger: {
      level: "warn",
      log: (level, message) => log[level === "error" ? "warn" : "debug"]({ source: "better-auth" }, message),
    },
  });
  return {
    ...auth,
    handler: (request: Request) =>
      isSignUp(request) ? signUpRule.inTurn(() => auth.handler(request)) : auth.handler(request),
    signAnew: (headers: Headers) => signAnew(headers, secrets),
  };
}

/** Under which name sessions are sent, and what they are signed with. */
export async function sessionCookieOf(auth: Auth): Promise<{ name: string; secret: string }> {
  const { authCookies, secret } = await auth.$context;
  return { name: authCookies.sessionToken.name, secret };
}

const newPasswordPaths: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/reset-password",
  "/change-password",
]);

/** What is answered where something is done for an address if it has an account, or if it has none. */
const answersAboutAddresses: Readonly<Record<string, object>> = {
  "/sign-in/magic-link": { status: true },
  "/request-password-reset": { status: true },
  "/change-email": { status: true },
};
const answerOfSignUp = { "/sign-up/email": { token: null } };

/** Whether Better Auth would refuse nothing of it: who changes an address is signed in, and wants another one. */
async function isInOrder(request: Parameters<typeof getSessionFromCtx>[0]): Promise<boolean> {
  if (request.path !== "/change-email") return true;
  const session = await getSessionFromCtx(request);
  return session !== null && session.user.email !== String(request.body.newEmail).toLowerCase();
}

function askedBy({ id, email }: { id: string; email: string }, request: Request | undefined) {
  return { id, email, headers: request?.headers };
}

/** Where an address is confirmed a second one is asked to be, and there it is a change. */
function isChangeOfAddress(request: Request): boolean {
  return /\/(verify-email|change-email)$/.test(new URL(request.url).pathname);
}

function isSignUp(request: Request): boolean {
  return new URL(request.url).pathname === `${authPath}/sign-up/email`;
}

function passwordWanted(): APIError {
  const message = "Write your password to delete your account.";
  return new APIError("BAD_REQUEST", { code: "password_wanted", message });
}
