import type { ReactNode } from "react";
import type { MailFacts, MailKind } from "./renderer.ts";

/** How one kind of mail is written. */
export interface Message<Kind extends MailKind> {
  subject: (facts: MailFacts[Kind]) => string;
  Body: (facts: MailFacts[Kind]) => ReactNode;
}
