import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";

/**
 * Passkeys, which are bound to the public address of the server. One counts for both factors, so the device has to make
 * sure of who uses it.
 */
export function passkeys(url: string) {
  return passkey({
    rpID: new URL(url).hostname,
    rpName: "Fanal",
    origin: new URL(url).origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    authentication: {
      afterVerification: ({ verification }) => {
        if (verification.authenticationInfo.userVerified) return;
        const message = "This passkey did not ask who you are. Use one with a PIN, a finger or a face.";
        throw new APIError("UNAUTHORIZED", { code: "user_not_verified", message });
      },
    },
  });
}
