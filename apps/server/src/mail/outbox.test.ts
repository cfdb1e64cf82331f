import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createLog } from "../log.ts";
import { createOutbox } from "./outbox.ts";
import type { StoredMail } from "./post-office.ts";

const mail: StoredMail = {
  id: "one",
  kind: "magic_link",
  recipient: "mara@acme.example",
  subject: "Your link to sign in",
  html: "<p>Here it is.</p>",
  text: "Here it is.",
  createdAt: new Date("2026-11-26T03:00:00Z"),
  senderName: null,
  replyTo: null,
};

test("that mails are kept as files is said once in the log, however many there are", async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-outbox-"));
  try {
    const lines: string[] = [];
    const log = createLog("info", { destination: { write: (line) => lines.push(line) } });
    using outbox = createOutbox(dataDirectory, log);
    expect(lines, "nothing is said before there is one").toEqual([]);
    const { signal } = new AbortController();
    await Promise.all(["one", "two", "three"].map((id) => outbox.handIn({ ...mail, id }, signal)));
    expect(await readdir(path.join(dataDirectory, "outbox"))).toHaveLength(3);
    expect(lines).toEqual([expect.stringMatching(/SMTP_URL.*mails are kept as files/)]);
    expect(lines[0]).toContain(path.join(dataDirectory, "outbox"));
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
});
