import type { AlertSourceSettings } from "@fanal/contract";
import type { AlertSourceKind } from "@fanal/domain";
import type { ReadAlerts, ToldAlert } from "./alert-kind.ts";
import { readAlertmanager } from "./alertmanager.ts";
import { readGeneric } from "./generic.ts";
import { readGrafana } from "./grafana.ts";

const readers: { [Kind in AlertSourceKind]: ReadAlerts<Kind> } = {
  alertmanager: readAlertmanager,
  grafana: readGrafana,
  generic: readGeneric,
};

/** Reads what a source posted, as its kind has it. Throws `UnreadableAlertsError`. */
export function readAlerts(payload: unknown, settings: AlertSourceSettings): ToldAlert[] {
  return readerOf(settings)(payload);
}

/** The settings of a kind and its reader belong together, which the compiler sees for one kind at a time only. */
function readerOf<Kind extends AlertSourceKind>(
  settings: Extract<AlertSourceSettings, { kind: Kind }> & { kind: Kind },
): (payload: unknown) => ToldAlert[] {
  return (payload) => readers[settings.kind](payload, settings);
}
