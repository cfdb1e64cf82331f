import { z } from "zod";

const longest = { address: 254, localPart: 64 };
const address = z.email().max(longest.address);

/** Whether mail can go there: one plain address. Quoted and commented forms, which programs read differently, are none. */
export function isRecipient(text: string): boolean {
  return address.safeParse(text).success && text.indexOf("@") <= longest.localPart;
}

/** Refuses to write a mail that could go anywhere but to one plain address. */
export function assertRecipient(text: string): void {
  if (!isRecipient(text)) throw new Error("A mail is addressed to what is no plain e-mail address");
}
