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
  "layout.copy": "Oder öffnen Sie diese Adresse:",
};
