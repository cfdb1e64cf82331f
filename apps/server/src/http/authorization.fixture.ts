import { contract, type Organization } from "@fanal/contract";
import type { ApiKeyScope, Role } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { expect } from "vitest";
import {
  type Answer,
  errorOf,
  giveRole,
  openAsSuperuser,
  type Procedure,
  proceduresOf,
} from "./test-helpers.ts";

export const procedures = proceduresOf(contract);
export const inOrganization = procedures.filter(({ path }) => path.includes("{organization}"));
const outside = procedures.filter(({ path }) => !path.includes("{organization}"));
/** What they do is for whoever has a link, and tested with links. */
export const byToken = outside.filter(({ inputFields }) => inputFields.includes("token"));
export const forMe = outside.filter((procedure) => !byToken.includes(procedure));

/** Whether a request leaves nothing for a second one: it deletes what it names, or brings it to its end. */
export function endsWhatItNames({ name, method, path }: Procedure): boolean {
  return name === "imports.start" || (method === "DELETE" && path.endsWith("}"));
}

/** A server with somebody in each role, and some who have none. */
export interface House extends AsyncDisposable {
  fanal: TestFanal;
  database: ReturnType<typeof openAsSuperuser>;
  people: Record<Role | "stranger" | "guest" | "second", Person>;
  /** Opens everything, in another organization. */
  strangersKey: string;
  idOf: (person: Person) => string;
  /** An organization that has all of them but the stranger and the guest. */
  foundWithEveryRole: () => Promise<Organization>;
  /** A key of each scope, and some that open nothing. */
  makeKeys: (organization: string) => Promise<Keys>;
}

type Keys = Record<ApiKeyScope | "revoked" | "expired" | "mistyped" | "prefix", string>;

export async function startHouse(clusterUrl: string): Promise<House> {
  const fanal = await startTestFanal(clusterUrl);
  const database = openAsSuperuser(fanal.databaseUrl);
  const people = {
    owner: await fanal.signUp("Olga Owner"),
    admin: await fanal.signUp("Ada Admin"),
    responder: await fanal.signUp("Rui Responder"),
    viewer: await fanal.signUp("Vera Viewer"),
    stranger: await fanal.signUp("Sten Stranger"),
    guest: await fanal.signUp("Gita Guest"),
    second: await fanal.signUp("Otto Owner"),
  };
  const userIds = new Map<Person, string>();
  for (const person of Object.values(people)) userIds.set(person, (await person.client.me.get()).id);
  const elsewhere = await people.stranger.client.organizations.create({ name: "Elsewhere" });
  const strangersKey = await makeKey(people.stranger, elsewhere.slug, "admin");

  function idOf(person: Person): string {
    const id = userIds.get(person);
    if (id === undefined) throw new Error(`${person.name} has no id`);
    return id;
  }

  async function foundWithEveryRole(): Promise<Organization> {
    const organization = await people.owner.client.organizations.create({ name: "Acme" });
    for (const role of ["admin", "responder", "viewer"] as const) {
      await giveRole(database, { organizationId: organization.id, userId: idOf(people[role]), role });
    }
    // So that the owner can leave.
    await giveRole(database, { organizationId: organization.id, userId: idOf(people.second), role: "owner" });
    return organization;
  }

  async function makeKeys(organization: string): Promise<Keys> {
    const { owner } = people;
    const keys: Record<ApiKeyScope, string> = {
      read: await makeKey(owner, organization, "read"),
      "services:write": await makeKey(owner, organization, "services:write"),
      "incidents:write": await makeKey(owner, organization, "incidents:write"),
      "metrics:write": await makeKey(owner, organization, "metrics:write"),
      admin: await makeKey(owner, organization, "admin"),
    };
    const revoked = await makeKey(owner, organization, "admin", "Revoked");
    const expired = await makeKey(owner, organization, "admin", "Expired");
    const made = await owner.client.apiKeys.list({ organization });
    for (const { id: apiKeyId, name } of made) {
      if (name === "Revoked") await owner.client.apiKeys.revoke({ organization, apiKeyId });
      if (name !== "Expired") continue;
      await database.pool.query("update api_keys set expires_at = now() where id = $1", [apiKeyId]);
    }
    const last = keys.admin.endsWith("0") ? "1" : "0";
    return {
      ...keys,
      revoked,
      expired,
      mistyped: `${keys.admin.slice(0, -1)}${last}`,
      prefix: keys.admin.slice(0, 12),
    };
  }

  return {
    fanal,
    database,
    people,
    strangersKey,
    idOf,
    foundWithEveryRole,
    makeKeys,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      await fanal[Symbol.asyncDispose]();
    },
  };
}

async function makeKey(
  person: Person,
  organization: string,
  scope: ApiKeyScope,
  name: string = scope,
): Promise<string> {
  const { key } = await person.client.apiKeys.create({ organization, name, scopes: [scope] });
  return key ?? "";
}

export function expectRefusal(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
}
