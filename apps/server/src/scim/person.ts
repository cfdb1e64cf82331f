import SCIMMY from "scimmy";
import { z } from "zod";
import type { ScimUserRow, Told } from "./provision.ts";
import { ScimRefusal } from "./refusal.ts";

const text = z.string().trim().max(200);

/** What is kept of a user as directories send them; all else is taken and forgotten. */
const person = z.object({
  userName: text.min(1),
  externalId: text.nullish(),
  displayName: text.nullish(),
  active: z.boolean().default(true),
  name: z
    .object({ givenName: text.nullish(), familyName: text.nullish(), formatted: text.nullish() })
    .nullish(),
  emails: z.array(z.object({ value: text.nullish(), primary: z.boolean().nullish() })).nullish(),
});
/** Entra writes whether somebody is active as a text. */
function asMeant(path: string | undefined, value: unknown): unknown {
  if (path?.toLowerCase() === "active" && typeof value === "string") {
    const text = value.toLowerCase();
    return text === "true" ? true : text === "false" ? false : value;
  }
  if (path !== undefined || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, given]) => [name, asMeant(name, given)]));
}

/** Entra writes its operations with a capital letter. */
const patch = z.object({
  schemas: z.tuple([z.literal(SCIMMY.Messages.PatchOp.id)]),
  Operations: z
    .array(
      z
        .object({
          op: z
            .string()
            .toLowerCase()
            .pipe(z.enum(["add", "remove", "replace"])),
          path: z.string().max(500).optional(),
          value: z.unknown().optional(),
        })
        .transform(({ op, path, value }) => {
          const named = path === undefined ? { op } : { op, path };
          return value === undefined ? named : { ...named, value: asMeant(path, value) };
        }),
    )
    .min(1)
    .max(100),
});
const address = z.email().max(254);

/** Reads a user, checked against the schema of the protocol. */
export function readPerson(body: unknown): Told {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ScimRefusal(400, "Send a user as a JSON object.", "invalidSyntax");
  const parsed = person.safeParse(orRefusal(() => new SCIMMY.Schemas.User(body, "in")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ScimRefusal(400, `${issue?.path.join(".")}: ${issue?.message}`, "invalidValue");
  }
  const { userName, externalId, displayName, active, name, emails } = parsed.data;
  const given = emails?.find(({ primary }) => primary === true)?.value ?? emails?.[0]?.value;
  const email = address.safeParse((given ?? userName).toLowerCase());
  if (!email.success) {
    const message = "Send an e-mail address, in emails or as userName: people join by it.";
    throw new ScimRefusal(400, message, "invalidValue");
  }
  return {
    userName,
    email: email.data,
    externalId: externalId || null,
    displayName: displayName || name?.formatted || null,
    givenName: name?.givenName || null,
    familyName: name?.familyName || null,
    active,
  };
}

/** A user as the protocol shows them. Nothing in it tells whether the address has an account. */
export function viewPerson(row: ScimUserRow, basePath: string) {
  const { id, userName, email, externalId, displayName, givenName, familyName, active } = row;
  const name = { ...(givenName && { givenName }), ...(familyName && { familyName }) };
  const shown = {
    id,
    userName,
    active,
    emails: [{ value: email, type: "work", primary: true }],
    meta: { created: row.createdAt, lastModified: row.updatedAt },
    ...(externalId && { externalId }),
    ...(displayName && { displayName }),
    ...(Object.keys(name).length > 0 && { name }),
  };
  return new SCIMMY.Schemas.User(shown, "out", `${basePath}/Users`);
}

/** What a PATCH makes of a user. */
export async function patchPerson(row: ScimUserRow, body: unknown, basePath: string): Promise<Told> {
  const parsed = patch.safeParse(body);
  if (!parsed.success)
    throw new ScimRefusal(400, "Send a PatchOp with up to 100 operations.", "invalidSyntax");
  const before = viewPerson(row, basePath);
  const patched: object | undefined = await new SCIMMY.Messages.PatchOp(parsed.data).apply(before);
  return readPerson(JSON.parse(JSON.stringify(patched ?? before)));
}

/** The library says what a schema does not allow by a TypeError. */
function orRefusal<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ScimRefusal(400, error.message, "invalidValue");
  }
}
