/** What keeps the built-in PostgreSQL from running, said for a person who can mend it. */
export class CannotRunError extends Error {
  override name = "CannotRunError";
}
