import { Resolver } from "node:dns/promises";

/** The texts of all TXT records of a name; none when it has none. Throws when nobody answers in time. */
export type TxtRecords = (name: string) => Promise<string[]>;

const patience = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers that the machine is set up with.
 *
 * @param servers asked instead, as `address:port`
 */
export function createTxtRecords(servers: readonly string[] | null): TxtRecords {
  return async (name) => {
    const resolver = new Resolver(patience);
    if (servers !== null) resolver.setServers(servers);
    try {
      // A text of more than 255 bytes comes in pieces.
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""));
    } catch (error) {
      if (
        error instanceof Error &&
        "code" in error &&
        (error.code === "ENODATA" || error.code === "ENOTFOUND")
      )
        return [];
      throw error;
    }
  };
}
