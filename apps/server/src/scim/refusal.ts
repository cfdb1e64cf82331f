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
