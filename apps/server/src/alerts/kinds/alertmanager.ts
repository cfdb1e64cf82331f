import type { ReadAlerts } from "./alert-kind.ts";
import { readLabelled } from "./labelled.ts";

/** The webhook of Prometheus Alertmanager, version 4 of its payload. */
export const readAlertmanager: ReadAlerts<"alertmanager"> = (payload, settings) =>
  readLabelled(payload, { ...settings, sender: "Alertmanager" });
