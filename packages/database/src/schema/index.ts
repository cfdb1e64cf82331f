export { newId } from "./columns.ts";
export * from "./events.ts";
export * from "./incidents.ts";
export * from "./maintenances.ts";
export * from "./requests.ts";
export * from "./services.ts";
export * from "./status-pages.ts";
