import { createORPCClient, ORPCError } from "@orpc/client";
import type { AnyContractRouter, ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { type ErrorBody, isErrorCode } from "./errors.ts";
import type { Contract } from "./index.ts";

export type FanalClient = ContractRouterClient<Contract, ClientContext>;

export interface ClientContext {
  /** Makes a POST safe to repeat: the same key has one effect and one answer. */
  idempotencyKey?: string;
  /** Hears where in the organization's log a write stands: its live socket tells of that position once pages show it. */
  onCommitted?: (position: number) => void;
}

export interface ClientOptions {
  /** Public address of the server, for example `https://status.example`. */
  url: string;
  /** Sent with every request, for example a cookie or an API key. */
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
}

/**
 * The typed client of the API, by what `routes` say of each procedure: its method and its path. The contract says it, with
 * schemas that only the server needs. A refusal rejects with an `ORPCError` whose `code` is of the catalogue.
 */
export function connect(routes: AnyContractRouter, options: ClientOptions): FanalClient {
  const link = new OpenAPILink<ClientContext>(routes, {
    url: `${options.url}/api/v1`,
    headers: ({ context }) => ({
      ...options.headers?.(),
      ...(context.idempotencyKey === undefined ? {} : { "idempotency-key": context.idempotencyKey }),
    }),
    clientInterceptors: [
      async ({ context, next }) => {
        const response = await next();
        const position = Number(response.headers["fanal-position"]);
        if (position > 0) context.onCommitted?.(position);
        return response;
      },
    ],
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    customErrorResponseBodyDecoder: (body, response) => {
      if (!isErrorBody(body)) return null;
      const { code, message, issues, requestId } = body;
      return new ORPCError(code, {
        defined: true,
        status: response.status,
        message,
        data: { issues, requestId },
      });
    },
  });
  return createORPCClient(link);
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    isErrorCode(body.code)
  );
}
