import { isIPv6 } from "node:net";

/**
 * What counts as one place for limits: an IPv4 address, also one that IPv6 wraps, or the /64 of an IPv6 one, since a
 * household gets a whole /64.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = groupsOf(head);
  const zeros = tail === undefined ? 0 : 8 - groups.length - groupsOf(tail).length;
  return [...groups, ...Array<string>(zeros).fill("0")].slice(0, 4).join(":");
}

function groupsOf(part: string): string[] {
  return part === "" ? [] : part.split(":");
}
