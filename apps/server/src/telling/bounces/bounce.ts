import { z } from "zod";

/** What a provider of mail tells of one mail that it had taken. */
export interface Bounce {
  /** `hard`: there is no such mailbox. `soft`: it may take the next one. `complaint`: whoever reads it calls it spam. */
  kind: "hard" | "soft" | "complaint";
  /** `Message-ID` that the mail was handed in with; `null` where the provider does not tell. */
  messageId: string | null;
  /** Whom it went to. */
  addresses: string[];
  reason: string;
  /** When it happened. */
  at: Date;
}

/** Somebody else says so, or it was changed on its way. */
export class ForgedBounceError extends Error {}

/** It is none of what the provider documents. */
export class UnreadableBounceError extends Error {}

/** Reads JSON of the documented shape; throws {@link UnreadableBounceError} for anything else. */
export function readShape<Shape>(schema: z.ZodType<Shape>, body: string): Shape {
  try {
    return schema.parse(JSON.parse(body));
  } catch (error) {
    throw new UnreadableBounceError("This is nothing that the provider documents.", { cause: error });
  }
}

/** A time as providers write it. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
