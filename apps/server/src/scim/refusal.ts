import SCIMMY from "scimmy";

/** Ends a request of a directory with words, in the shape that the protocol wants. */
export class ScimRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409;
  readonly scimType: "uniqueness" | "invalidValue" | "invalidFilter" | "invalidSyntax" | undefined;

  constructor(status: ScimRefusal["status"], message: string, scimType?: ScimRefusal["scimType"]) {
    super(message);
    this.status = status;
    this.scimType = scimType;
  }
}

export const scimContentType = { "content-type": "application/scim+json" };

/** An error as the protocol wants it (RFC 7644, 3.12). */
export function scimErrorOf(status: number, message: string, scimType?: string): object {
  return { schemas: [SCIMMY.Messages.ErrorResponse.id], status: String(status), scimType, detail: message };
}

/** What the server refuses before a directory's request is looked at, or could not do, as the protocol wants it. */
export async function inScimErrorShape(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (status < 400 || headers.get("content-type") === scimContentType["content-type"]) return response;
  const body: unknown = await response.json();
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
  const kept = new Headers(headers);
  kept.delete("content-length");
  kept.set("content-type", scimContentType["content-type"]);
  return new Response(JSON.stringify(scimErrorOf(status, message)), { status, headers: kept });
}
