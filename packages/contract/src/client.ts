import { type ClientOptions, connect, type FanalClient } from "./connect.ts";
import { contract } from "./index.ts";

export type { ClientContext, ClientOptions, FanalClient } from "./connect.ts";

/** The typed client of the API, by the whole contract: for programs that need not be small. */
export function createClient(options: ClientOptions): FanalClient {
  return connect(contract, options);
}
