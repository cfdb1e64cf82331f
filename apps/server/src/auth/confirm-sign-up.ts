import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { verifyJWT } from "better-auth/crypto";
import { z } from "zod";

const input = z.object({ token: z.string(), password: z.string() });
/** What Better Auth signs for the mail after a sign-up. That of a change of address names a new one, too. */
const signUpToken = z.object({ userId: z.string(), email: z.string(), updateTo: z.undefined().optional() });

/**
 * Confirms the address of a new account, for whoever has its mail and knows its password. The link alone shows only that
 * the mail arrived: somebody who typed a stranger's address would have theirs confirmed by its owner's click, with a password
 * that they know. Who does not know the password sets a new one by mail, which confirms the address as well.
 */
export function confirmSignUp() {
  return {
    id: "confirm-sign-up",
    endpoints: {
      confirmSignUp: createAuthEndpoint(
        "/sign-up/confirm",
        { method: "POST", body: input },
        async (request) => {
          const { context, body } = request;
          const claims = signUpToken.safeParse(await verifyJWT(body.token, context.secret)).data;
          if (claims === undefined) return refuseLink();
          const found = await context.internalAdapter.findUserByEmail(claims.email, {
            includeAccounts: true,
          });
          if (found?.user.id !== claims.userId) return refuseLink();
          const hash = found.accounts.find(({ providerId }) => providerId === "credential")?.password;
          if (!hash || !(await context.password.verify({ hash, password: body.password })))
            return refusePassword();
          await context.internalAdapter.updateUser(found.user.id, { emailVerified: true });
          return request.json({ email: found.user.email });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

function refuseLink(): never {
  const message = "This link is older than an hour, or its account is gone. Sign up again.";
  throw new APIError("UNAUTHORIZED", { code: "invalid_token", message });
}

function refusePassword(): never {
  const message = "This account was made with another password. If you do not know it, set a new one.";
  throw new APIError("UNAUTHORIZED", { code: "wrong_password", message });
}
