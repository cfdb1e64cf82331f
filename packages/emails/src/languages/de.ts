import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const de: Catalogue = {
  "confirm.subject": "Meldungen von {page} bestätigen",
  "confirm.title": "Möchten Sie Meldungen von {page}?",
  "confirm.email":
    "Jemand hat darum gebeten, dass diese Adresse erfährt, wenn etwas gestört ist und wenn es wieder läuft.",
  "confirm.endpoint":
    "Jemand hat darum gebeten, dass {endpoint} erfährt, wenn etwas gestört ist und wenn es wieder läuft, und Sie als zuständig genannt.",
  "confirm.valid":
    "Bevor Sie bestätigen, wird nichts gesendet. Der Link gilt {days, plural, one {# Tag} other {# Tage}}.",
  "confirm.button": "Bestätigen",
  "confirm.foot":
    "Sie erhalten dies, weil jemand diese Adresse auf der Statusseite von {page} eingegeben hat. Waren Sie es nicht, beachten Sie es nicht: Mehr wird nicht gesendet.",
  "subscribed.subject": "Sie erhalten Meldungen von {page}",
  "subscribed.title": "Sie erhalten bereits Meldungen von {page}",
  "subscribed.text":
    "Jemand hat mit dieser Adresse erneut um Meldungen gebeten. Dadurch wurde nichts geändert. Was Sie erfahren, wählen Sie selbst.",
  "subscribed.button": "Auswählen oder abbestellen",
  "subscribed.foot":
    "Sie erhalten dies, weil jemand diese Adresse auf der Statusseite von {page} eingegeben hat. Geben Sie den Link nicht weiter: Wer ihn hat, kann Ihre Auswahl ändern.",
  ...statusWords.de,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Nachbetrachtung",
  "told.reminder": "Erinnerung",
  "told.rescheduled": "Verschoben",
  "told.services": "Betroffene Dienste",
  "told.started": "Beginn: {time}",
  "told.resolved": "Behoben: {time}",
  "told.window": "{start} bis {end}",
  "told.promise": "Nächste Meldung bis {time}",
  "told.see_incident": "Störung ansehen",
  "told.see_maintenance": "Wartung ansehen",
  "told.why": "Sie erhalten dies, weil diese Adresse der Statusseite von {page} folgt.",
  "told.manage": "Auswählen, was Sie erfahren",
  "told.unsubscribe": "Abbestellen",
  "told.shared":
    "Dieses Postfach lesen mehrere, deshalb lässt es sich hier nicht abbestellen. Wenden Sie sich an die Betreiber der Seite.",
  "stopped.subject": "{page} erreicht {endpoint} nicht",
  "stopped.title": "{endpoint} erfährt nichts mehr",
  "stopped.text":
    "Seit einer Woche nimmt es nichts an, was die Statusseite von {page} sendet. Dorthin wird nichts mehr gesendet.",
  "stopped.gone":
    "Es hat geantwortet, dass es von der Statusseite von {page} nichts mehr möchte. Dorthin wird nichts mehr gesendet.",
  "stopped.said": "Zuletzt kam: {failure}",
  "stopped.button": "Ansehen",
  "stopped.foot":
    "Sie erhalten dies, weil Sie für {endpoint} zuständig sind. Damit es wieder Meldungen erhält, melden Sie es neu an, sobald es antwortet.",
  "layout.copy": "Oder öffnen Sie diese Adresse:",
};
