import { type ErrorCode, errors, type Issue } from "@fanal/contract";
import { type Action, isRefusal, type Refusal } from "@fanal/domain";
import { ORPCError } from "@orpc/server";
import type { z } from "zod";
import type { OrganizationContext } from "./context.ts";

/** Ends a request with a code of the catalogue. `message` replaces the catalogue's when more can be said. */
export function refuse(code: ErrorCode, message: string = errors[code].message, issues?: Issue[]): never {
  throw new ORPCError(code, { status: errors[code].status, message, data: { issues } });
}

/** Ends a request whose query is not what it may be. */
export function refuseQuery({ issues }: z.ZodError): never {
  refuse(
    "bad_request",
    undefined,
    issues.map(({ path, message }) => ({ path: path.map(String), message })),
  );
}

/** Refuses unless the table of permissions lets the actor do this. */
export function allow(context: OrganizationContext, action: Action): void {
  if (!context.access.actions.has(action)) refuse("forbidden");
}

/** The member who acts. What is somebody's own, keys and the system do not have and do not change. */
export function memberIdOf({ actor }: OrganizationContext): string {
  return actor.kind === "member" ? actor.id : refuse("forbidden");
}

/** The value that the domain returned, unless it refused; `field` is the one that a form shows the refusal at. */
export function orRefuse<Value extends object>(value: Value | Refusal, field?: string): Value {
  if (isRefusal(value)) refuseAs(field === undefined ? value : { ...value, field });
  return value;
}

/** Ends a request with what the domain says against it. */
export function refuseAs({ message, field }: Refusal): never {
  refuse("bad_request", message, field === undefined ? undefined : [{ path: [field], message }]);
}

/** The row, unless there is none: also the answer for what belongs to another organization. */
export function orNotFound<Row>(row: Row | undefined): Row {
  return row ?? refuse("not_found");
}

/** Refuses a write that was decided on an older version than the one that is stored. */
export function refuseStale(row: { version: number }, readVersion: number | undefined): void {
  if (readVersion !== undefined && readVersion !== row.version) refuse("version_conflict");
}
