import { createClient, type FanalClient } from "@fanal/contract/client";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";

/** The API of the server that served this page, with the session cookie that the browser sends along. */
export const api: FanalClient = createClient({ url: window.location.origin });

/** Query and mutation options for every procedure. */
export const query = createTanstackQueryUtils(api);
