import type { Tx } from "@fanal/database";
import { hasOwnerWithSecondFactor } from "../auth/members.ts";
import { listDomains } from "../auth/sso/email-domains.ts";
import { listProviders, lockSingleSignOn } from "../auth/sso/providers.ts";
import { refuse } from "../refusals.ts";
import type { SecretBox } from "../secret-box.ts";

/** Single sign-on is required only where it works, and where an owner gets in while it does not. */
export async function requireWorkingSso(tx: Tx, box: SecretBox): Promise<void> {
  const { db, organizationId } = tx;
  await lockSingleSignOn(db, organizationId);
  const providers = await listProviders(db, box, organizationId);
  if (!providers.some(({ provenAt }) => provenAt !== null))
    refuseSwitch("No identity provider has signed anybody in yet as it is set. Test the sign-in first.");
  const domains = await listDomains(db, organizationId);
  if (!domains.some(({ verifiedAt }) => verifiedAt !== null))
    refuseSwitch("No e-mail domain is verified, so nobody could sign in. Verify one first.");
  if (!(await hasOwnerWithSecondFactor(tx)))
    refuseSwitch(
      "No owner could get in while the provider is down. Have one set up a second factor or a passkey first.",
    );
}

function refuseSwitch(message: string): never {
  return refuse("bad_request", message, [{ path: ["requireSso"], message }]);
}
