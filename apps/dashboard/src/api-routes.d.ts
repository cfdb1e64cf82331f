declare module "virtual:api-routes" {
  import type { AnyContractRouter } from "@orpc/contract";

  /** Made of the contract by `build/api-routes.ts`. */
  const routes: AnyContractRouter;
  export default routes;
}
