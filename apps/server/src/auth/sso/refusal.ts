import type { SsoRefusalCode } from "@fanal/contract";

/** Ends a sign-in by an organization's own provider; the person is told the words of the code. */
export class SsoRefusal extends Error {
  readonly code: SsoRefusalCode;

  /** @param options its cause is for the log, where there is one */
  constructor(code: SsoRefusalCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

export function refuseSso(code: SsoRefusalCode): never {
  throw new SsoRefusal(code);
}
