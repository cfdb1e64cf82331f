import type { Database } from "@fanal/database";
import { type Auth, createAuth } from "./auth/auth.ts";
import { createSignInLimits } from "./auth/sign-in-limits.ts";
import type { Context } from "./context.ts";
import { createLog } from "./log.ts";
import { createOutgoing } from "./outgoing.ts";
import { createSecretBox } from "./secret-box.ts";
import { createSigner } from "./signer.ts";

/** What commands need and who signs in, over a database and with no server around them. */
export function roomsOver(database: Database, now = () => new Date()): { context: Context; auth: Auth } {
  const url = "http://localhost:3000";
  const secrets = { present: "a secret for tests only, 32 characters", earlier: [] };
  const [log, secretBox] = [createLog("silent"), createSecretBox(secrets)];
  const outgoing = createOutgoing({ allowsPrivateNetworks: false });
  const shared = { database, now, log, url, outgoing };
  const auth = createAuth({
    ...shared,
    sendsMail: false,
    signUpRule: {
      isOpen: () => Promise.resolve(true),
      check: () => Promise.resolve(),
      inTurn: (work) => work(),
    },
    trustedOrigins: [url],
    secrets,
    limits: createSignInLimits(database),
    auth0: null,
    box: secretBox,
  });
  return {
    context: {
      ...shared,
      mailFrom: null,
      pagesDomain: null,
      txtRecords: () => Promise.resolve([]),
      secretBox,
      signer: createSigner(secrets),
    },
    auth,
  };
}
