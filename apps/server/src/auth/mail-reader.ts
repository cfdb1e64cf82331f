import type { Transaction } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { languages } from "@fanal/domain";
import type { Reader } from "@fanal/emails";
import { eq } from "drizzle-orm";

/** For whoever has chosen nothing, and asks in no language that we have. */
export const plainReader: Reader = { language: "en", timeZone: "Etc/UTC" };

/** How mails to somebody are written: as their account says, where there is one and it says so. */
export async function mailReaderOf(
  db: Pick<Transaction, "select">,
  who: { id: string } | { email: string },
  otherwise: Reader,
): Promise<Reader> {
  const [found] = await db
    .select({ language: user.language, timeZone: user.timeZone })
    .from(user)
    .where("id" in who ? eq(user.id, who.id) : eq(user.email, who.email.toLowerCase()));
  return {
    language: languages.find((one) => one === found?.language) ?? otherwise.language,
    timeZone: found?.timeZone ?? otherwise.timeZone,
  };
}
