import { availableParallelism, cpus, totalmem } from "node:os";

/** What the numbers were measured on, in one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${availableParallelism()} cores (${model}), ${memory}, ${process.platform} ${process.arch}, Node.js ${process.version}`;
}

/** How many files and sockets a process here may have open. */
export function mostOpenFiles(): number {
  const limits: unknown = Reflect.get(process.report.getReport(), "userLimits");
  if (typeof limits !== "object" || limits === null) return Number.POSITIVE_INFINITY;
  const files: unknown = Reflect.get(limits, "open_files");
  const soft: unknown = typeof files === "object" && files !== null ? Reflect.get(files, "soft") : undefined;
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY;
}
