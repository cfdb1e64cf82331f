import { BlockList, isIPv6 } from "node:net";
import { networkOf } from "../network.ts";

export interface AddressLimit {
  /** Counts one more for the address, unless it has as many as it may. */
  take: (address: string | null) => boolean;
  giveBack: (address: string | null) => void;
}

/**
 * Proxies of the operator's own network speak for all visitors, so their addresses are not counted. The limit is wide
 * because those of a CDN or of an office do too; it stops one machine from taking all the memory there is.
 */
const uncounted = new BlockList();
uncounted.addSubnet("127.0.0.0", 8, "ipv4");
uncounted.addSubnet("10.0.0.0", 8, "ipv4");
uncounted.addSubnet("172.16.0.0", 12, "ipv4");
uncounted.addSubnet("192.168.0.0", 16, "ipv4");
uncounted.addSubnet("100.64.0.0", 10, "ipv4");
uncounted.addSubnet("169.254.0.0", 16, "ipv4");
uncounted.addAddress("::1", "ipv6");
uncounted.addSubnet("fc00::", 7, "ipv6");
uncounted.addSubnet("fe80::", 10, "ipv6");

export function createAddressLimit(most: number): AddressLimit {
  const taken = new Map<string, number>();
  return {
    take: (address) => {
      const key = keyOf(address);
      if (key === null) return true;
      const count = taken.get(key) ?? 0;
      if (count >= most) return false;
      taken.set(key, count + 1);
      return true;
    },
    giveBack: (address) => {
      const key = keyOf(address);
      const count = key === null ? undefined : taken.get(key);
      if (key === null || count === undefined) return;
      if (count === 1) taken.delete(key);
      else taken.set(key, count - 1);
    },
  };
}

/** What counts as one place; `null` when it is not counted. */
function keyOf(address: string | null): string | null {
  if (address === null || uncounted.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return null;
  return networkOf(address);
}
