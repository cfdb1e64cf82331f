import { asSystem, type Database } from "@fanal/database";
import { vapidKeys } from "@fanal/database/schema";
import webPush from "web-push";
import type { SecretBox } from "./secret-box.ts";

/** By which push services know the installation again. */
export interface VapidKeys {
  publicKey: string;
  /** Throws when none of the secrets opens it. */
  privateKey: () => string;
}

const id = "installation";

/** The keys of the installation, made by the first server that asks: browsers subscribe to these, so they stay. */
export async function keepVapidKeys(
  database: Database,
  { box, now }: { box: SecretBox; now: () => Date },
): Promise<VapidKeys> {
  const placeOf = (rowId: string) => ({ column: "vapid_keys.private_key", rowId }) as const;
  const kept = await asSystem(database, "keys of pushes", async (db) => {
    const read = () => db.select().from(vapidKeys);
    const [before] = await read();
    if (before !== undefined) return before;
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    const sealed = box.seal(privateKey, placeOf(publicKey));
    // Of servers that start at once one is first, and all take its keys.
    await db
      .insert(vapidKeys)
      .values({ id, publicKey, privateKey: sealed, createdAt: now() })
      .onConflictDoNothing();
    const [after] = await read();
    return after;
  });
  if (kept === undefined) throw new Error("The keys of pushes went away while they were made");
  const { publicKey, privateKey } = kept;
  return { publicKey, privateKey: () => box.open(privateKey, placeOf(publicKey)) };
}
