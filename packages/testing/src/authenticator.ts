import { URI } from "otpauth";

/** The code that an authenticator app shows for the address that it was set up with. */
export function codeOf(totpUri: string): string {
  return URI.parse(totpUri).generate();
}
