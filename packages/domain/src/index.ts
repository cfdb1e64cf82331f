export * from "./effective-status.ts";
export * from "./headline.ts";
export * from "./incident.ts";
export * from "./permissions.ts";
export * from "./refusal.ts";
export * from "./slug.ts";
export * from "./status.ts";
