import type { AlertSource } from "@fanal/contract";
import type { AlertIncidentMode } from "@fanal/domain";
import { agoWords } from "../../lib/time.ts";

export const incidentWords: Record<AlertIncidentMode, string> = {
  none: "No incident, only the status",
  draft: "A draft that a person publishes",
  published: "An incident for all to see",
};

/** What became of what was posted last, in a row. */
export function receivedWords({ received, lastReceived }: AlertSource, now: Date): string {
  if (lastReceived === null) return "Nothing was posted yet.";
  const { at, firing, resolved, problem } = lastReceived;
  const times = received === 1 ? "once" : `${received.toLocaleString("en")} times`;
  const last = problem === null ? `${firing} firing, ${resolved} over` : "refused";
  return `Posted ${times}, last ${agoWords(at, now)}: ${last}.`;
}

/** What is wrong with what was posted last, and what to do; `null`: nothing. */
export function troubleWords({ lastReceived }: AlertSource): string | null {
  if (lastReceived === null) return null;
  if (lastReceived.problem !== null) return lastReceived.problem;
  const named = lastReceived.unknown.filter((value) => value !== "").map((value) => `“${value}”`);
  const nameless = named.length < lastReceived.unknown.length;
  if (named.length > 0)
    return `No service is called ${named.join(", ")}. Say which one it means, or choose a service for all others.`;
  return nameless ? "Alerts named no service. Choose one for all others, or look at how it is named." : null;
}
