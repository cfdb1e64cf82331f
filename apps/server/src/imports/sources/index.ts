import type { ImportSource } from "@fanal/domain";
import { cachet } from "./cachet.ts";
import type { Source } from "./source.ts";
import { statuspage } from "./statuspage.ts";
import { uptimeKuma } from "./uptime-kuma.ts";

/** How each product is read. */
export const sources = { statuspage, cachet, uptime_kuma: uptimeKuma } satisfies Record<ImportSource, Source>;
