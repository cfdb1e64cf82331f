import type { ReadAlerts } from "./alert-kind.ts";
import { readLabelled } from "./labelled.ts";

/** The webhook contact point of Grafana's own alerting, from version 9 on. */
export const readGrafana: ReadAlerts<"grafana"> = (payload, settings) =>
  readLabelled(payload, { ...settings, sender: "Grafana, version 9 or newer," });
