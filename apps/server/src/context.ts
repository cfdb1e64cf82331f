import type { Database, Tx } from "@fanal/database";
import type { Actor } from "@fanal/database/schema";
import type { Access, SignedInBy } from "@fanal/domain";
import type { Logger } from "pino";
import type { Outgoing } from "./outgoing.ts";
import type { SecretBox } from "./secret-box.ts";
import type { Signer } from "./signer.ts";
import type { TxtRecords } from "./txt-records.ts";

/** What every room of the server may need, made once by `server.ts`. */
export interface Context {
  database: Database;
  now: () => Date;
  log: Logger;
  /** Public address of the server, without a slash at the end. */
  url: string;
  /** Each page is at `{slug}.{pagesDomain}` too; `null`: pages have no hosts but those they are given. */
  pagesDomain: string | null;
  txtRecords: TxtRecords;
  outgoing: Outgoing;
  secretBox: SecretBox;
  signer: Signer;
  /** The address that mails come from; `null`: they reach nobody, are kept, and links are to be shown for copying. */
  mailFrom: string | null;
}

/** What a command needs: who acts, in which organization, and what they may do there. */
export interface OrganizationContext extends Context {
  actor: Actor;
  access: Access;
  /** `null` for a key, and for what no request does. */
  signedInBy: SignedInBy | null;
  /** The address that the request came from; `null` for what no request does. */
  address: string | null;
  organization: { id: string; slug: string; name: string; createdAt: Date };
  /** Runs `work` in one transaction of this organization; what it returns is the command's answer. */
  inOrganization: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
}
