import type { Action } from "@fanal/domain";
import { oc } from "@orpc/contract";
import { errors } from "./errors.ts";

/**
 * What a procedure asks of its caller: an action of the permission table in the organization that
 * the address names, only that somebody is signed in, or nothing: it is for whoever knows a secret that it takes.
 */
export interface ProcedureMeta {
  permission?: Action | "signed_in" | "anyone";
}

const anyone = {
  bad_request: errors.bad_request,
  rate_limited: errors.rate_limited,
  internal_error: errors.internal_error,
  unavailable: errors.unavailable,
};
const signedIn = { unauthorized: errors.unauthorized, ...anyone };

/** Start of a procedure for whoever knows a secret that it takes. */
export const forAnyone = oc.$meta<ProcedureMeta>({ permission: "anyone" }).errors(anyone);

/** Start of a procedure for anybody who is signed in. */
export const forMe = oc.$meta<ProcedureMeta>({ permission: "signed_in" }).errors(signedIn);

/** Start of a procedure on one organization, with the action that the caller's role must allow. */
export function inOrganization(permission: Action) {
  return oc.$meta<ProcedureMeta>({ permission }).errors({
    ...signedIn,
    forbidden: errors.forbidden,
    ...signInErrors,
    not_found: errors.not_found,
  });
}

/** Refusals of a member who did not sign in as the organization wants it. */
const signInErrors = {
  two_factor_required: errors.two_factor_required,
  sign_in_method_refused: errors.sign_in_method_refused,
  sso_required: errors.sso_required,
};

/** Refusals of everything that changes something; `forbidden` also meets a request from a foreign origin. */
export const writeErrors = {
  forbidden: errors.forbidden,
  payload_too_large: errors.payload_too_large,
};

/** Refusals of a POST, which may carry an `Idempotency-Key`. */
export const postErrors = { ...writeErrors, idempotency_conflict: errors.idempotency_conflict };

/** The refusal of a write that may carry the version it read. */
export const versionErrors = { version_conflict: errors.version_conflict };
