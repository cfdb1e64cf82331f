import { type JSONValue, jsonpath } from "json-p3";
import { type ReadAlerts, UnreadableAlertsError } from "./alert-kind.ts";

/** Anything that posts JSON, read by JSONPath. The contract lets no path through that searches, so each takes as long as what was posted is. */
export const readGeneric: ReadAlerts<"generic"> = (payload, settings) => {
  const { alerts, identity, state, resolvedValues, service, severity, title, group } = settings;
  const told = valuesAt(payload, alerts);
  if (told.length === 0)
    throw new UnreadableAlertsError(`There is nothing at ${alerts}, where the alerts should be.`);
  const over = new Set(resolvedValues.map((value) => value.toLowerCase()));
  return told.map((alert) => {
    const read = (path: string | null) => (path === null ? null : textAt(alert, path));
    const need = (path: string, what: string) => {
      const text = textAt(alert, path);
      if (text === null)
        throw new UnreadableAlertsError(`There is nothing at ${path}, where ${what} should be.`);
      return text;
    };
    const fingerprint = need(identity, "the identity of an alert");
    const isOver = over.has(need(state, "its state").toLowerCase());
    return {
      fingerprint,
      group: read(group) ?? fingerprint,
      title: read(title) ?? fingerprint,
      startedAt: null,
      endedAt: isOver ? "now" : null,
      service: read(service),
      severity: read(severity),
    };
  });
};

function valuesAt(value: unknown, path: string): unknown[] {
  return jsonpath.query(path, asJson(value)).values();
}

/** What was posted was parsed from JSON. */
function asJson(value: unknown): JSONValue {
  return value as JSONValue;
}

/** The first text, number or yes and no at a path; `null`: there is none. */
function textAt(value: unknown, path: string): string | null {
  const found = valuesAt(value, path).find((one) => ["string", "number", "boolean"].includes(typeof one));
  const text = found === undefined ? "" : String(found).trim();
  return text === "" ? null : text;
}
