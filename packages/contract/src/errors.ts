/**
 * The catalogue of refusals. Every error of the API has the shape of {@link ErrorBody};
 * `code` is stable, `message` is a sentence for people that says what happened and what to do.
 */
export const errors = {
  bad_request: { status: 400, message: "The request is malformed. See `issues` for what to correct." },
  unauthorized: { status: 401, message: "You are not signed in. Sign in and try again." },
  forbidden: { status: 403, message: "Your role does not allow this. Ask an admin of the organization." },
  two_factor_required: {
    status: 403,
    message:
      "This organization asks for a second factor. Set one up in your account, then sign in with it or with a passkey.",
  },
  sign_in_method_refused: {
    status: 403,
    message: "This organization does not take the way you signed in. Sign in another way.",
  },
  sso_required: {
    status: 403,
    message: "This organization wants its members to sign in through its own provider. Sign in there.",
  },
  not_found: { status: 404, message: "There is nothing here, or it is not yours to see." },
  name_taken: { status: 409, message: "This name or address is taken. Choose another." },
  unsubscribed: {
    status: 409,
    message: "Whoever reads this address unsubscribed it. Only they can come back, by the form on the page.",
  },
  domain_unproven: {
    status: 409,
    message:
      "The TXT record was not found, or holds something else. Records can take an hour to be seen; check it and try again.",
  },
  provider_refused: {
    status: 409,
    message: "The identity provider cannot be used as it is set. Look at what is wrong, and try again.",
  },
  sso_in_use: {
    status: 409,
    message: "Members have to sign in by it. Turn off “Require single sign-on” first.",
  },
  version_conflict: {
    status: 409,
    message: "Somebody changed this in the meantime. Look at the new state and decide again.",
  },
  idempotency_conflict: {
    status: 409,
    message: "This Idempotency-Key was used for a different request. Use a new key.",
  },
  limit_reached: {
    status: 409,
    message: "There are as many of these as there may be. Delete one that is not needed any more.",
  },
  payload_too_large: { status: 413, message: "The request body is over 256 kB. Send less at once." },
  rate_limited: { status: 429, message: "Too many tries. Wait as long as Retry-After says." },
  internal_error: {
    status: 500,
    message: "Something went wrong on our side. Try again; if it stays, quote the request id.",
  },
  unavailable: {
    status: 503,
    message:
      "The database does not answer, so this may not be saved. Try again in a few seconds; with the same Idempotency-Key it takes effect only once.",
  },
} as const;

export type ErrorCode = keyof typeof errors;

/** What an error answer looks like on the wire. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  /** Only with `bad_request`: every problem that was found, with the path of the field. */
  issues?: Issue[];
  /** Quote this when asking for help: the server's log has it beside what went wrong on our side. */
  requestId: string;
}

export interface Issue {
  /** Path of the field, for example `["services", 0, "status"]`. */
  path: (string | number)[];
  message: string;
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}
