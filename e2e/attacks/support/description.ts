/** The description of the API as anybody can read it, and as an attacker would: what there is, and what it takes. */
export interface Operation {
  name: string;
  method: string;
  /** Below `/api/v1`, with its parameters in braces. */
  path: string;
  /** Names of what the query may have. */
  queries: string[];
  /** A query with all that it must have, or nothing. */
  leastQuery: string;
  body: Schema | null;
}

export interface Schema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Description {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId?: string;
        parameters?: { in: string; name: string; required?: boolean; schema?: Schema }[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
}

const methods = ["get", "post", "put", "patch", "delete"];

export async function operationsAt(url: string): Promise<Operation[]> {
  const response = await fetch(`${url}/api/openapi.json`);
  const { paths } = (await response.json()) as Description; // By the standard that it names.
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const { operationId = "", parameters = [], requestBody } = operation;
      const queries = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
      const needed = parameters.filter(({ in: place, required }) => place === "query" && required === true);
      const least = needed.map(({ name, schema }) => `${name}=${String(schema?.enum?.[0])}`).join("&");
      const leastQuery = least === "" ? "" : `?${least}`;
      const body = Object.values(requestBody?.content ?? {})[0]?.schema ?? null;
      return [{ name: operationId, method: method.toUpperCase(), path, queries, leastQuery, body }];
    }),
  );
}

/** The address of an operation, with what is known for its parameters, and something made up for the rest. */
export function addressOf({ path }: Operation, known: Readonly<Record<string, string>>): string {
  const madeUp = "01a20738-eb79-70d5-a745-adbc68a99696";
  return `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? madeUp)}`;
}
