import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

const mailAddress = /[^\s<>"'`()[\],;:/\\=?&]*@(?:[\w-]+\.)+[a-z]{2,}/gi;
const maybeAddress = /(?<![\w.:])[\da-f:.]*(?:\.\d|:[\da-f:])[\da-f:.]*(?:%\w+)?/gi;
/** Our keys and tokens, those of sessions and providers, what stands in links, and passwords in addresses. */
const secrets: [RegExp, string][] = [
  [/\b(fanal_)[A-Za-z0-9_]{8,}/g, "$1…"],
  [/\b(Bearer|Basic) [\w.~+/=-]{8,}/gi, "$1 …"],
  [/(\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g, "$1…"],
  [/([?&][\w-]*(?:token|secret|key|password|code|state|signature|sig)=)[^\s&"'#]+/gi, "$1…"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "…"],
  [/(\/(?:heartbeats|alerts|invitations|mail-events\/\w+)\/)[\w-]{16,}/g, "$1…"],
];

/** A text without addresses of mail and of machines, and without what looks like a secret; this machine's own stay. */
export function withoutPersons(text: string): string {
  const withoutSecrets = secrets.reduce((left, [secret, instead]) => left.replace(secret, instead), text);
  return withoutSecrets.replace(mailAddress, "…@…").replace(maybeAddress, withoutMachine);
}

/** A full stop or a colon with a port may follow. */
function withoutMachine(found: string): string {
  const [, address = "", rest = ""] = /^(.*?)((?::\d{1,5})?[.:]?)$/.exec(found) ?? [];
  for (const [candidate, after] of [
    [found, ""],
    [address, rest],
  ] as const)
    if (isIP(candidate) !== 0) return ipaddr.parse(candidate).range() === "loopback" ? found : `…${after}`;
  return found;
}
