import { twoFactor } from "better-auth/plugins/two-factor";

/**
 * Codes of an authenticator app as second factor, with recovery codes. Asked after a link from a mail too, as after a
 * password: a mailbox is one factor, whichever way it is used.
 */
export function secondFactor() {
  const plugin = twoFactor({
    issuer: "Fanal",
    // Who signs in through a provider has no password to confirm with.
    allowPasswordless: true,
    twoFactorCookieMaxAge: 600,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
  });
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) =>
      context.path === "/magic-link/verify" || hook.matcher(context),
  }));
  return { ...plugin, hooks: { ...plugin.hooks, after } };
}
