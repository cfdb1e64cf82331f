import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests create databases of their own. */
    clusterUrl: string;
  }
}
