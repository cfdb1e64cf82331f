import routes from "virtual:api-routes";
import { connect, type FanalClient } from "@fanal/contract/connect";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { fetchWithin } from "./patience.ts";

/** Longer than the server ever takes, and shorter than anybody believes that a status is set which is not. */
const patienceMs = 30_000;

/** The API of the server that served this page, with the session cookie that the browser sends along. */
export const api: FanalClient = connect(routes, {
  url: window.location.origin,
  fetch: fetchWithin(patienceMs),
});

/** Query and mutation options for every procedure. */
export const query = createTanstackQueryUtils(api);
