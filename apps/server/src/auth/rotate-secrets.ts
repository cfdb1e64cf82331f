import { asSystem, type Database, type Transaction } from "@fanal/database";
import { ssoProvider, twoFactor } from "@fanal/database/auth-schema";
import { imports, noticeTargets, subscribers, vapidKeys } from "@fanal/database/schema";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { asc, eq, isNotNull } from "drizzle-orm";
import type { Secrets } from "../secret.ts";
import { CannotOpenError, createSecretBox, type SealedColumn, type SecretBox } from "../secret-box.ts";
import { asBetterAuthSecrets } from "./signing-secrets.ts";

/** What a rotation found of one kind of row. */
export interface Rotation {
  kind: "second factor" | "identity provider" | "subscriber" | "push key" | "notice target" | "import";
  /** How many were sealed with an earlier secret, and are with the present one now. */
  sealedAnew: number;
  /** How many were sealed with the present one already. */
  untouched: number;
  /** Ids of rows that none of the secrets opens. They stay as they are. */
  lost: string[];
}

/** The sealed text with the present secret; the same one where that sealed it already. */
type Reseal = (sealed: string) => Promise<string>;

/** Seals with the present secret whatever was sealed with an earlier one. Servers may run meanwhile. */
export async function rotateSecrets(database: Database, secrets: Secrets): Promise<Rotation[]> {
  return [
    await rotate(database, "second factor", secondFactors(betterAuthReseal(secrets))),
    await rotate(database, "identity provider", identityProviders(resealWith(createSecretBox(secrets)))),
    await rotate(database, "subscriber", endpoints(resealWith(createSecretBox(secrets)))),
    await rotate(database, "push key", pushKeys(resealWith(createSecretBox(secrets)))),
    await rotate(database, "notice target", targets(resealWith(createSecretBox(secrets)))),
    await rotate(database, "import", importAccess(resealWith(createSecretBox(secrets)))),
  ];
}

interface Rows {
  ids: (db: Transaction) => Promise<{ id: string }[]>;
  /** Whether the row was another before. */
  reseal: (db: Transaction, id: string) => Promise<boolean>;
}

async function rotate(database: Database, kind: Rotation["kind"], rows: Rows): Promise<Rotation> {
  const rotation: Rotation = { kind, sealedAnew: 0, untouched: 0, lost: [] };
  for (const { id } of await asSystem(database, "rotation of secrets", rows.ids)) {
    try {
      const isAnother = await asSystem(database, "rotation of a secret", (db) => rows.reseal(db, id));
      if (isAnother) rotation.sealedAnew++;
      else rotation.untouched++;
    } catch (error) {
      if (!(error instanceof CannotOpenError)) throw error;
      rotation.lost.push(id);
    }
  }
  return rotation;
}

function secondFactors(reseal: Reseal): Rows {
  return {
    ids: (db) => db.select({ id: twoFactor.id }).from(twoFactor).orderBy(asc(twoFactor.id)),
    reseal: async (db, id) => {
      const [row] = await db.select().from(twoFactor).where(eq(twoFactor.id, id)).for("update");
      if (row === undefined) return false;
      const anew = { secret: await reseal(row.secret), backupCodes: await reseal(row.backupCodes) };
      if (anew.secret === row.secret && anew.backupCodes === row.backupCodes) return false;
      await db.update(twoFactor).set(anew).where(eq(twoFactor.id, id));
      return true;
    },
  };
}

/** What was sealed with an earlier secret, sealed anew; the same one where there is nothing to do. */
type ResealColumn = (sealed: string | null, column: SealedColumn, rowId: string) => string | null;

function resealWith(box: SecretBox): ResealColumn {
  return (sealed, column, rowId) =>
    sealed === null || box.isPresent(sealed)
      ? sealed
      : box.seal(box.open(sealed, { column, rowId }), { column, rowId });
}

function identityProviders(reseal: ResealColumn): Rows {
  return {
    ids: (db) => db.select({ id: ssoProvider.id }).from(ssoProvider).orderBy(asc(ssoProvider.id)),
    reseal: async (db, id) => {
      const [row] = await db.select().from(ssoProvider).where(eq(ssoProvider.id, id)).for("update");
      if (row === undefined) return false;
      const anew = {
        oidcConfig: reseal(row.oidcConfig, "sso_provider.oidc_config", id),
        samlConfig: reseal(row.samlConfig, "sso_provider.saml_config", id),
      };
      if (anew.oidcConfig === row.oidcConfig && anew.samlConfig === row.samlConfig) return false;
      await db.update(ssoProvider).set(anew).where(eq(ssoProvider.id, id));
      return true;
    },
  };
}

/** Where webhooks are, and what they are signed with. */
function endpoints(reseal: ResealColumn): Rows {
  return {
    ids: (db) =>
      db
        .select({ id: subscribers.id })
        .from(subscribers)
        .where(isNotNull(subscribers.endpoint))
        .orderBy(asc(subscribers.id)),
    reseal: async (db, id) => {
      const [row] = await db.select().from(subscribers).where(eq(subscribers.id, id)).for("no key update");
      if (row === undefined) return false;
      const anew = {
        endpoint: reseal(row.endpoint, "subscriber.endpoint", id),
        secret: reseal(row.secret, "subscriber.secret", id),
        previousSecret: reseal(row.previousSecret, "subscriber.previous_secret", id),
      };
      const isSame =
        anew.endpoint === row.endpoint &&
        anew.secret === row.secret &&
        anew.previousSecret === row.previousSecret;
      if (isSame) return false;
      await db.update(subscribers).set(anew).where(eq(subscribers.id, id));
      return true;
    },
  };
}

/** With what pushes to browsers are signed. */
function pushKeys(reseal: ResealColumn): Rows {
  return {
    ids: (db) => db.select({ id: vapidKeys.id }).from(vapidKeys),
    reseal: async (db, id) => {
      const [row] = await db.select().from(vapidKeys).where(eq(vapidKeys.id, id)).for("update");
      if (row === undefined) return false;
      const privateKey = reseal(row.privateKey, "vapid_keys.private_key", row.publicKey);
      if (privateKey === null || privateKey === row.privateKey) return false;
      await db.update(vapidKeys).set({ privateKey }).where(eq(vapidKeys.id, id));
      return true;
    },
  };
}

/** Where teams are told, and what that is signed with. */
function targets(reseal: ResealColumn): Rows {
  const { id, endpoint } = noticeTargets;
  return {
    ids: (db) => db.select({ id }).from(noticeTargets).where(isNotNull(endpoint)).orderBy(asc(id)),
    reseal: async (db, targetId) => {
      const one = eq(id, targetId);
      const [row] = await db.select().from(noticeTargets).where(one).for("no key update");
      if (row === undefined) return false;
      const anew = {
        endpoint: reseal(row.endpoint, "notice_target.endpoint", targetId),
        secret: reseal(row.secret, "notice_target.secret", targetId),
        previousSecret: reseal(row.previousSecret, "notice_target.previous_secret", targetId),
      };
      const isSame =
        anew.endpoint === row.endpoint &&
        anew.secret === row.secret &&
        anew.previousSecret === row.previousSecret;
      if (isSame) return false;
      await db.update(noticeTargets).set(anew).where(one);
      return true;
    },
  };
}

/** How the source of an import is read, until it was. */
function importAccess(reseal: ResealColumn): Rows {
  const { id, access } = imports;
  return {
    ids: (db) => db.select({ id }).from(imports).where(isNotNull(access)).orderBy(asc(id)),
    reseal: async (db, importId) => {
      const one = eq(id, importId);
      const [row] = await db.select({ access }).from(imports).where(one).for("no key update");
      if (row === undefined) return false;
      const anew = reseal(row.access, "import.access", importId);
      if (anew === row.access) return false;
      await db.update(imports).set({ access: anew }).where(one);
      return true;
    },
  };
}

/** For what Better Auth encrypts by itself. Its envelope begins with the number of the secret. */
function betterAuthReseal(secrets: Secrets): Reseal {
  const { secret: oldest, secrets: numbered } = asBetterAuthSecrets(secrets);
  const [present] = numbered;
  const key = {
    keys: new Map(numbered.map(({ version, value }) => [version, value])),
    currentVersion: present.version,
    legacySecret: oldest,
  };
  return async (sealed) => {
    if (sealed.startsWith(`$ba$${present.version}$`)) return sealed;
    const data = await symmetricDecrypt({ key, data: sealed }).catch((cause: unknown) => {
      throw new CannotOpenError("None of the secrets opens it.", { cause });
    });
    return symmetricEncrypt({ key, data });
  };
}
