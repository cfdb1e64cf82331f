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
  const { code, message } = refusal;
  return Response.json(
    { code: code.toLowerCase(), message, requestId },
    { status: response.status, headers },
  );
}

function refusalOf(text: string): { code: string; message: string } | null {
  if (text === "") return null;
  const body: unknown = JSON.parse(text);
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  const code = "code" in body ? String(body.code) : "bad_request";
  return { code, message: String(body.message) };
}
