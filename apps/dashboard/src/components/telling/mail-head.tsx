import type { ShownMessage } from "@fanal/contract";

/** What programs that read mails show above one: who it is from, where answers go, and the line in their list. */
export function MailHead({ mail: { from, replyTo, subject } }: { mail: ShownMessage["email"] }) {
  const lines = [
    ["From", from.address === null ? from.name : `${from.name} <${from.address}>`],
    ...(replyTo === null ? [] : [["Reply-To", replyTo]]),
    ["Subject", subject],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {lines.map(([name, words]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="wrap-anywhere">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
