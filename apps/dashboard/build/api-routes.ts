import { contract } from "@fanal/contract";
import { minifyContractRouter } from "@orpc/contract";
import type { Plugin } from "vite";

const name = "virtual:api-routes";
/** What a client needs of a route. */
const needed = new Set(["method", "path", "inputStructure", "outputStructure"]);

/**
 * `virtual:api-routes`: method and path of each procedure. The schemas of the contract, and what reads them, would be a quarter
 * of what a browser loads before it shows anything; a form brings those of its own.
 */
export function apiRoutes(): Plugin {
  return {
    name: "api-routes",
    resolveId: (source) => (source === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return;
      // While one writes, the contract itself: a new procedure is there at once.
      if (this.environment.mode === "dev") return 'export { contract as default } from "@fanal/contract";';
      return `export default ${JSON.stringify(minifyContractRouter(contract), onlyNeeded)};`;
    },
  };
}

function onlyNeeded(key: string, value: unknown): unknown {
  if (key === "meta") return {};
  if (key !== "route" || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([part]) => needed.has(part)));
}
