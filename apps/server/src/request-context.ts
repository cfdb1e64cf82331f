import type { Context } from "./context.ts";

/** What a request to the API brings along, before it is known who sends it. */
export interface RequestContext extends Context {
  headers: Headers;
  /** The address that the request came from; `null` when it is not known. */
  address: string | null;
  requestId: string;
  /** Told of `Set-Cookie` headers that the answer is to have. */
  setCookies: (cookies: readonly string[]) => void;
  /** The `Idempotency-Key` of a POST with the hash of what it asks; `null` without one. */
  idempotency: { key: string; requestHash: string } | null;
  /** Told of a commit that recorded events, so that the answer can wait until it is visible. */
  onCommit: (organizationId: string, position: number) => void;
}
