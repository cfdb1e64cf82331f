import type { TestProject } from "vitest/node";
import { startTestCluster } from "./cluster.ts";

/** Starts the PostgreSQL that all test files share; each of them creates databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  project.provide("clusterUrl", cluster.url);
  return async () => cluster[Symbol.asyncDispose]();
}
