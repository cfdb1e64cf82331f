import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import { type PostOffice, toMessage } from "./post-office.ts";

const from = "Fanal <fanal@localhost>";

export function outboxOf(dataDirectory: string): string {
  return path.join(dataDirectory, "outbox");
}

/**
 * Keeps mails as files where no mail server is set up, so that whoever runs Fanal can still read a link that somebody
 * waits for. Only the user that the server runs as may read them.
 */
export function createOutbox(dataDirectory: string, log: Logger): PostOffice {
  const folder = outboxOf(dataDirectory);
  const transport = createTransport({ streamTransport: true, buffer: true });
  let isSaid = false;
  return {
    handIn: async (mail) => {
      const { message } = await transport.sendMail(toMessage(mail, from));
      if (!Buffer.isBuffer(message)) throw new Error("A mail was not written as a whole");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const time = mail.createdAt.toISOString().replaceAll(":", "-");
      const file = path.join(folder, `${time}-${mail.kind}-${mail.id}.eml`);
      // Whole or not there, whatever happens meanwhile.
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
      log.debug({ file }, "a mail was kept as a file");
      if (!isSaid) log.info({ folder }, "no mail server is set up (SMTP_URL), so mails are kept as files");
      isSaid = true;
    },
    [Symbol.dispose]: () => transport.close(),
  };
}
