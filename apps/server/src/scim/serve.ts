import { inOrganization } from "@fanal/database";
import { Hono } from "hono";
import SCIMMY from "scimmy";
import { validate as isUuid } from "uuid";
import type { Context } from "../context.ts";
import { listScimUsers } from "./list.ts";
import { patchPerson, readPerson, viewPerson } from "./person.ts";
import { deprovision, getScimUser, lockScimUser, provision, reprovision, type Telling } from "./provision.ts";
import { ScimRefusal, scimContentType, scimErrorOf } from "./refusal.ts";
import { type Directory, recognizeDirectory } from "./token.ts";

export const scimPath = "/scim/v2";

interface Env {
  Bindings: { address: string | null };
  Variables: { directory: Directory };
}

// What the library keeps for the whole process; what differs between servers is given to each call.
SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser));
SCIMMY.Config.set({
  patch: true,
  filter: { supported: true, maxResults: 200 },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "Token",
      description: "A token of the organization, as Authorization: Bearer",
    },
  ],
});

/** SCIM 2.0 (RFC 7643, 7644) for users: a directory tells who belongs to the organization that its token is of. */
export function createScim({ database, now, url }: Pick<Context, "database" | "now" | "url">) {
  const base = `${url}${scimPath}`;
  const app = new Hono<Env>().basePath(scimPath);

  app.use(async (c, next) => {
    const directory = await recognizeDirectory(database, c.req.header("authorization"), now());
    if (directory === null) throw new ScimRefusal(401, "This token does not exist or was revoked.");
    c.set("directory", directory);
    return next();
  });
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (refusal === null) throw error;
    const { status, scimType, message } = refusal;
    if (status === 401) c.header("www-authenticate", "Bearer");
    return c.json(scimErrorOf(status, message, scimType), status, scimContentType);
  });
  app.notFound(() => {
    throw new ScimRefusal(404, "There is nothing here. People are at /Users.");
  });

  app.get("/ServiceProviderConfig", async (c) => {
    const config = new SCIMMY.Schemas.ServiceProviderConfig(
      SCIMMY.Config.get(),
      `${base}/ServiceProviderConfig`,
    );
    return c.json(config, 200, scimContentType);
  });
  app.get("/ResourceTypes", async (c) => {
    const types = Object.values(SCIMMY.Resources.declared()).map(
      (resource) => new SCIMMY.Schemas.ResourceType(resource.describe(), `${base}/ResourceTypes`),
    );
    return c.json(listOf(types, { total: types.length, startIndex: 1 }), 200, scimContentType);
  });
  app.get("/Schemas", async (c) => {
    const schemas = SCIMMY.Schemas.declared().map((schema) => schema.describe(`${base}/Schemas`));
    return c.json(listOf(schemas, { total: schemas.length, startIndex: 1 }), 200, scimContentType);
  });

  app.get("/Users", async (c) => {
    const { result } = await inOrganization(database, c.var.directory.organizationId, (tx) =>
      listScimUsers(tx, c.req.query()),
    );
    const people = result.rows.map((row) => viewPerson(row, base));
    return c.json(listOf(people, result), 200, scimContentType);
  });
  app.post("/Users", async (c) => {
    const told = readPerson(await bodyOf(c.req.raw));
    const made = await tell(c, (telling) => provision(telling, told));
    const location = `${base}/Users/${made.id}`;
    return c.json(viewPerson(made, base), 201, { ...scimContentType, location });
  });
  app.get("/Users/:id", async (c) => {
    const row = await tell(c, ({ tx }) => getScimUser(tx, idOf(c.req.param("id"))));
    return c.json(viewPerson(row, base), 200, scimContentType);
  });
  app.put("/Users/:id", async (c) => {
    const told = readPerson(await bodyOf(c.req.raw));
    const row = await tell(c, (telling) => reprovision(telling, idOf(c.req.param("id")), told));
    return c.json(viewPerson(row, base), 200, scimContentType);
  });
  app.patch("/Users/:id", async (c) => {
    const body = await bodyOf(c.req.raw);
    const row = await tell(c, async (telling) => {
      const before = await lockScimUser(telling.tx, idOf(c.req.param("id")));
      return reprovision(telling, before.id, await patchPerson(before, body, base));
    });
    return c.json(viewPerson(row, base), 200, scimContentType);
  });
  app.delete("/Users/:id", async (c) => {
    await tell(c, (telling) => deprovision(telling, idOf(c.req.param("id"))));
    return c.body(null, 204);
  });

  async function tell<Result>(
    { var: { directory }, env: { address } }: { var: Env["Variables"]; env: Env["Bindings"] },
    work: (telling: Telling) => Promise<Result>,
  ): Promise<Result> {
    const { result } = await inOrganization(database, directory.organizationId, (tx) =>
      work({ tx, directory, by: { now, address } }),
    );
    return result;
  }

  return (request: Request, address: string | null): Promise<Response> =>
    Promise.resolve(app.fetch(request, { address }));
}

function listOf(resources: unknown[], { total, startIndex }: { total: number; startIndex: number }) {
  return {
    schemas: [SCIMMY.Messages.ListResponse.id],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/** Its own media type, and JSON's, which some directories send. */
async function bodyOf(request: Request): Promise<unknown> {
  return request.json().catch(() => {
    throw new ScimRefusal(400, "The body is no JSON.", "invalidSyntax");
  });
}

function idOf(given: string): string {
  if (isUuid(given)) return given;
  throw new ScimRefusal(404, "There is nobody here with this id.");
}

/** What the library says against a request, and we do; anything else is our fault. */
function asRefusal(
  error: unknown,
): { status: 400 | 401 | 403 | 404 | 409; scimType?: string | undefined; message: string } | null {
  if (error instanceof ScimRefusal) return error;
  if (error instanceof SCIMMY.Types.Error && error.status >= 400 && error.status < 500)
    return { status: 400, scimType: error.scimType, message: error.message };
  return null;
}
