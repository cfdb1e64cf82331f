import { validate as isUuid } from "uuid";
import { refuse } from "./refusals.ts";

/** The last item of a page, by its time and its id. */
export interface Place {
  at: Date;
  id: string;
}

/** As `toISOString` writes it, of years that PostgreSQL reads alike. */
const time = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Where the page after begins, as clients hand it back. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

/** Refuses what {@link cursorOf} did not make. */
export function placeIn(cursor: string): { at: string; id: string } {
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  if (time.test(at) && !Number.isNaN(Date.parse(at)) && isUuid(id)) return { at, id };
  return refuse("bad_request", "This cursor is not one of ours. Start from the first page.", [
    { path: ["cursor"], message: "Use `nextCursor` of the page before." },
  ]);
}
