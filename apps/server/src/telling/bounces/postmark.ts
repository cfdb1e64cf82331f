import { z } from "zod";
import { type Bounce, moment, readShape } from "./bounce.ts";

const report = z.object({
  RecordType: z.string(),
  Type: z.string().default(""),
  Email: z.string().default(""),
  Description: z.string().default(""),
  Details: z.string().default(""),
  BouncedAt: moment.optional(),
});

/** Those after which Postmark itself sends nothing there any more. Others may be over by the next mail. */
const hard: ReadonlySet<string> = new Set(["HardBounce", "BadEmailAddress", "ManuallyDeactivated"]);

/** Webhooks of Postmark: signed by nothing, so the secret of the address is all that tells them from others. */
export function readPostmark(body: string): Bounce[] {
  const { RecordType, Type, Email, Description, Details, BouncedAt } = readShape(report, body);
  if (BouncedAt === undefined || (RecordType !== "Bounce" && RecordType !== "SpamComplaint")) return [];
  const kind = RecordType === "SpamComplaint" ? "complaint" : hard.has(Type) ? "hard" : "soft";
  const reason = [Description, Details].filter((text) => text !== "").join(" ");
  // `MessageID` is Postmark's own: it replaces that of the mail.
  return [{ kind, messageId: null, addresses: [Email], reason: reason || Type, at: BouncedAt }];
}
