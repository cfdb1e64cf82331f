import type { Config } from "../config.ts";
import { findKeptSecret, putSecret, secretFileOf, secretId } from "../secret.ts";

interface Asked {
  /** By `secretId`: which secret sealed what is in the backup. */
  wanted: string;
  /** That the backup carries; `null`: it carries none. */
  carried: string | null;
  /** Somebody has said that the secret is lost. */
  isLost: boolean;
}

/**
 * Sees to it that what is sealed in a backup can be opened once it is restored: by the secrets that are set, by the one in the
 * data folder, or by the one that the backup carries, which is put there. Throws with what to do when it could not be.
 */
export async function chooseSecret(
  config: Pick<Config, "secret" | "earlierSecrets" | "dataDirectory">,
  { wanted, carried, isLost }: Asked,
): Promise<void> {
  const kept = config.secret ?? (await findKeptSecret(config.dataDirectory));
  const known = [kept, ...config.earlierSecrets].filter((secret) => secret !== null);
  if (known.some((secret) => secretId(secret) === wanted)) return;
  if (kept === null && carried !== null) return putSecret(config.dataDirectory, carried);
  if (isLost) return;
  const where = config.secret === null ? secretFileOf(config.dataDirectory) : "FANAL_SECRET";
  if (carried !== null)
    throw new Error(
      `The backup carries its secret, which is not the one in ${where}. Put it there: tar -xzOf FILE secret`,
    );
  const missing =
    kept === null
      ? `The backup was made without its secret, and ${where} is not there. Put the secret of that Fanal there, or into FANAL_SECRET.`
      : `The backup was made with another secret than the one in ${where}. Put that secret there, or into FANAL_SECRET_PREVIOUS.`;
  throw new Error(
    `${missing} If it is lost, restore with --secret-is-lost: second factors, sign-in providers, webhooks and chats have to be set up again then.`,
  );
}
