import type { Auth0RefusalCode } from "@fanal/contract";

/** Ends a sign-in with Auth0; the person is told the words of the code, on the sign-in page. */
export class Auth0Refusal extends Error {
  readonly code: Auth0RefusalCode;

  constructor(code: Auth0RefusalCode) {
    super(code);
    this.code = code;
  }
}

export function refuseSignIn(code: Auth0RefusalCode): never {
  throw new Auth0Refusal(code);
}
