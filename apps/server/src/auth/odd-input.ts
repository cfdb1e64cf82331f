import { limits, signUpInput } from "@fanal/contract";
import { APIError } from "better-auth/api";
import { z } from "zod";

const { email } = signUpInput.shape;
const byMail = z.object({ email });
/** What the contract says of what people send here, by the path. */
const inputs: Readonly<Record<string, z.ZodType>> = {
  "/sign-up/email": signUpInput,
  "/sign-in/magic-link": byMail,
  "/request-password-reset": byMail,
  "/change-email": z.object({ newEmail: email }),
};
const oddNames = {
  code: "invalid_name",
  message: `A name is one line of 1 to ${limits.name} characters.`,
};

/**
 * Refuses what Better Auth would take, such as endless names, or would refuse only after the request was answered evenly.
 */
export function refuseOddInput(path: string, body: unknown): void {
  const [issue] = inputs[path]?.safeParse(body).error?.issues ?? [];
  if (issue !== undefined) {
    const [field] = issue.path;
    const { message } = issue;
    const odd =
      field === "name"
        ? oddNames
        : { code: field === "password" ? "invalid_password" : "invalid_email", message };
    throw new APIError("BAD_REQUEST", odd);
  }
  if (path === "/sign-up/email" && typeof body === "object" && body !== null && "image" in body)
    throw new APIError("BAD_REQUEST", { code: "invalid_image", message: "Pictures of people are not kept." });
}
