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
  "impact.none": "Keine",
  "impact.minor": "Gering",
  "impact.major": "Groß",
  "impact.critical": "Kritisch",
  "notice.opened": "Neuer Vorfall",
  "notice.missed": "Zugesagte Meldung ist überfällig",
  "notice.silent": "Keine Meldung seit {duration}",
  "notice.test": "Test",
  "notice.test_title": "Hinweise kommen hier an",
  "notice.test_text":
    "Jemand hat ausprobiert, ob Hinweise von {organization} ankommen. Es gibt nichts zu tun.",
  "notice.impact": "Auswirkung: {impact}",
  "notice.open_for": "Offen seit {duration}",
  "notice.promised": "Die nächste Meldung war bis {time} zugesagt.",
  "notice.post": "Meldung schreiben",
  "notice.open": "Fanal öffnen",
  "notice.manage": "Hinweise ändern",
  "notice.why_team": "Sie erhalten dies, weil Sie im Team {team} von {organization} sind.",
  "notice.why_all": "Sie erhalten dies, weil Sie bei {organization} Meldungen schreiben können.",
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

  "duration.hours": "{count, plural, one {# Stunde} other {# Stunden}}",
  "duration.minutes": "{count, plural, one {# Minute} other {# Minuten}}",
  "role.owner": "Eigentümer",
  "role.admin": "Administrator",
  "role.responder": "Einsatzkraft",
  "role.viewer": "Betrachter",
  "invitation.subject": "Treten Sie {organization} auf Fanal bei",
  "invitation.preview": "{inviter} lädt Sie zu {organization} ein.",
  "invitation.title": "{inviter} lädt Sie zu {organization} ein",
  "invitation.action": "Einladung annehmen",
  "invitation.body":
    "{organization} betreibt seine Statusseiten mit Fanal. Ihre Rolle: {role}. Die Einladung gilt nur für diese Adresse, funktioniert einmal und endet am {moment}.",
  "invitation.foot":
    "Sie erhalten dies, weil jemand Ihre Adresse eingegeben hat. Kennen Sie die Person nicht, beachten Sie es nicht: Dann geschieht nichts.",
  "verify_address.title": "Bestätigen Sie Ihre E-Mail-Adresse",
  "verify_address.preview": "Ein Schritt, und Ihr Konto ist bereit.",
  "verify_address.action": "Adresse bestätigen",
  "verify_address.body":
    "Sie werden nach dem Passwort gefragt, das Sie gewählt haben. Danach ist Ihr Konto bereit. Der Link gilt {duration}.",
  "verify_address.foot":
    "Sie erhalten dies, weil jemand mit Ihrer Adresse ein Fanal-Konto angelegt hat. Waren Sie es nicht, beachten Sie es nicht: Ohne Sie bleibt das Konto verschlossen.",
  "address_taken.title": "Sie haben bereits ein Konto",
  "address_taken.preview": "Jemand hat sich mit Ihrer Adresse registriert.",
  "address_taken.action": "Anmelden",
  "address_taken.body":
    "Jemand hat sich mit dieser Adresse registriert, zu der es bereits ein Konto gibt. Es wurde nichts geändert. Waren Sie es, melden Sie sich an oder <reset>setzen Sie ein neues Passwort</reset>.",
  "address_taken.foot":
    "Sie erhalten dies, weil sich jemand mit Ihrer Adresse bei Fanal registriert hat. Waren Sie es nicht, brauchen Sie nichts zu tun: Dass Sie ein Konto haben, wurde nicht verraten.",
  "reset_password.title": "Setzen Sie ein neues Passwort",
  "reset_password.preview": "Der Link funktioniert einmal und gilt {duration}.",
  "reset_password.action": "Neues Passwort setzen",
  "reset_password.body":
    "Der Link funktioniert einmal und gilt {duration}. Mit dem neuen Passwort werden Sie überall sonst abgemeldet.",
  "reset_password.foot":
    "Sie erhalten dies, weil jemand ein neues Passwort für Ihr Konto angefordert hat. Waren Sie es nicht, beachten Sie es nicht: Ihr Passwort bleibt, wie es ist.",
  "magic_link.subject": "Ihr Link zum Anmelden",
  "magic_link.preview": "Er funktioniert einmal und gilt {duration}.",
  "magic_link.title": "Bei Fanal anmelden",
  "magic_link.action": "Anmelden",
  "magic_link.body": "Der Link funktioniert einmal und gilt {duration}.",
  "magic_link.foot":
    "Sie erhalten dies, weil jemand einen Anmeldelink für Ihre Adresse angefordert hat. Waren Sie es nicht, beachten Sie es nicht und geben Sie es nicht weiter: Wer den Link hat, kann sich anmelden.",
  "approve_new_address.title": "Ihre E-Mail-Adresse ändern?",
  "approve_new_address.preview": "In {newAddress}.",
  "approve_new_address.action": "Adresse ändern",
  "approve_new_address.body":
    "Danach melden Sie sich mit {newAddress} an. Wenn Sie hier zustimmen, fragt eine zweite Mail dort nach; erst dann wird sie geändert. Der Link gilt {duration}.",
  "approve_new_address.foot":
    "Sie erhalten dies, weil jemand, der in Ihrem Konto angemeldet ist, darum gebeten hat. Waren Sie es nicht, folgen Sie dem Link nicht und setzen Sie ein neues Passwort.",
  "verify_new_address.title": "Bestätigen Sie Ihre neue E-Mail-Adresse",
  "verify_new_address.preview": "Ein Schritt, und Sie melden sich mit dieser Adresse an.",
  "verify_new_address.action": "Adresse bestätigen",
  "verify_new_address.body": "Danach melden Sie sich mit dieser Adresse an. Der Link gilt {duration}.",
  "verify_new_address.foot":
    "Sie erhalten dies, weil jemand Ihre Adresse für sein Fanal-Konto verwenden möchte. Waren Sie es nicht, beachten Sie es nicht: Es wird nichts geändert.",
  "account_changed.password_changed": "Ihr Passwort wurde geändert",
  "account_changed.address_changed": "Ihre E-Mail-Adresse wurde geändert",
  "account_changed.two_factor_enabled": "Ihr zweiter Faktor wurde eingeschaltet",
  "account_changed.two_factor_disabled": "Ihr zweiter Faktor wurde ausgeschaltet",
  "account_changed.passkey_added": "Ihrem Konto wurde ein Passkey hinzugefügt",
  "account_changed.passkey_removed": "Aus Ihrem Konto wurde ein Passkey entfernt",
  "account_changed.action": "Das war ich nicht",
  "account_changed.when": "Am {moment}.",
  "account_changed.when_from": "Am {moment}, von der Adresse {address}.",
  "account_changed.body":
    "Waren Sie es, brauchen Sie nichts zu tun. Wenn nicht, setzen Sie jetzt ein neues Passwort: Das beendet alle Sitzungen.",
  "account_changed.foot": "Sie erhalten dies, weil es um die Sicherheit Ihres Fanal-Kontos geht.",
};
