import { toResponse } from "./api.ts";
import { answer } from "./errors.ts";

/**
 * An answer of Better Auth as ours look: its refusals have a code and a message of their own, which stay, and get the
 * request id. Those without words, such as for an address that does not exist, get ours.
 */
export async function inErrorShape(response: Response, requestId: string): Promise<Response> {
  if (response.status < 400) return response;
  const refusal = refusalOf(await response.text());
  if (refusal === null)
    return toResponse(answer(response.status < 500 ? "not_found" : "internal_error", requestId));
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const { code, message, status } = isUnconfirmed(refusal)
    ? wrongPassword
    : { ...refusal, status: response.status };
  return Response.json({ code: code.toLowerCase(), message, requestId }, { status, headers });
}

/** The right password of an address that nobody has confirmed: whoever signed up with a stranger's must not learn from it that there was no account before. */
function isUnconfirmed({ code }: { code: string }): boolean {
  return code === "EMAIL_NOT_VERIFIED";
}

/** What Better Auth answers to a wrong password. */
const wrongPassword = {
  code: "INVALID_EMAIL_OR_PASSWORD",
  message: "Invalid email or password",
  status: 401,
};

function refusalOf(text: string): { code: string; message: string } | null {
  if (text === "") return null;
  const body: unknown = JSON.parse(text);
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  const code = "code" in body ? String(body.code) : "bad_request";
  return { code, message: String(body.message) };
}
