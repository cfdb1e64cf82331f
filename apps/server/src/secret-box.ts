import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { type Secrets, secretId } from "./secret.ts";

/** What is kept sealed: each has keys of its own, so that what was taken from one column opens in no other. */
export type SealedColumn =
  | "sso_provider.oidc_config"
  | "sso_provider.saml_config"
  | "subscriber.endpoint"
  | "subscriber.secret"
  | "subscriber.previous_secret"
  | "notice_target.endpoint"
  | "notice_target.secret"
  | "notice_target.previous_secret"
  | "import.access"
  | "vapid_keys.private_key";

/** Where a sealed text stands: it opens there only. */
export interface SealedPlace {
  column: SealedColumn;
  /** Id of its row. */
  rowId: string;
}

/** Encrypts what others could misuse, like the client secrets of providers, so that a copy of the database tells nothing. */
export interface SecretBox {
  /** The text as it may be stored, encrypted with the present secret. */
  seal: (text: string, place: SealedPlace) => string;
  /** What was sealed. Throws {@link CannotOpenError} for what was altered, stands elsewhere, or needs a secret that is not given. */
  open: (sealed: string, place: SealedPlace) => string;
  /** Whether it was sealed with the present secret, and needs no earlier one. */
  isPresent: (sealed: string) => boolean;
}

export class CannotOpenError extends Error {}

const version = "fanal1";
const algorithm = "aes-256-gcm";
const lengths = { key: 32, nonce: 12, tag: 16 };
/** Version, id of the secret, nonce, and what is encrypted with its tag at the end. */
const envelope = /^(fanal1)\.([0-9a-f]{12})\.([\w-]{16})\.([\w-]{22,})$/;

export function createSecretBox({ present, earlier }: Secrets): SecretBox {
  const secrets = new Map([present, ...earlier].map((secret) => [secretId(secret), secret]));
  const presentId = secretId(present);
  const keyOf = createKeys();

  return {
    seal: (text, place) => {
      const nonce = randomBytes(lengths.nonce);
      const cipher = createCipheriv(algorithm, keyOf(present, place), nonce, { authTagLength: lengths.tag });
      cipher.setAAD(contextOf(presentId, place));
      const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [version, presentId, nonce.toString("base64url"), encrypted.toString("base64url")].join(".");
    },
    open: (sealed, place) => {
      const [, , id = "", nonce = "", encrypted = ""] = envelope.exec(sealed) ?? [];
      if (id === "") throw new CannotOpenError(`What stands in ${nameOf(place)} is nothing that was sealed.`);
      const secret = secrets.get(id);
      if (secret === undefined) {
        const message = `${nameOf(place)} was sealed with a secret that is not given. Put the former FANAL_SECRET into FANAL_SECRET_PREVIOUS.`;
        throw new CannotOpenError(message);
      }
      const bytes = Buffer.from(encrypted, "base64url");
      const decipher = createDecipheriv(algorithm, keyOf(secret, place), Buffer.from(nonce, "base64url"), {
        authTagLength: lengths.tag,
      });
      decipher.setAAD(contextOf(id, place));
      decipher.setAuthTag(bytes.subarray(-lengths.tag));
      try {
        const text = [decipher.update(bytes.subarray(0, -lengths.tag)), decipher.final()];
        return Buffer.concat(text).toString("utf8");
      } catch (cause) {
        throw new CannotOpenError(`${nameOf(place)} was altered, or belongs elsewhere.`, { cause });
      }
    },
    isPresent: (sealed) => envelope.exec(sealed)?.[2] === presentId,
  };
}

/** Keys by what is sealed with them, each derived once: what is told opens thousands at once. */
function createKeys(): (secret: string, place: SealedPlace) => KeyObject {
  const keys = new Map<string, KeyObject>();
  return (secret, { column }) => {
    const name = `${column} ${secret}`;
    const key =
      keys.get(name) ??
      createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", `fanal sealed ${column}`, lengths.key)));
    keys.set(name, key);
    return key;
  };
}

/** What is not encrypted but has to be the same when it is opened. */
function contextOf(id: string, { column, rowId }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([version, id, column, rowId]));
}

function nameOf({ column, rowId }: SealedPlace): string {
  return `${column} of ${rowId}`;
}
