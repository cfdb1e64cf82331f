import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const de: Catalogue = {
  "headline.operational": "Alle Systeme in Betrieb",
  "headline.maintenance": "Wartungsarbeiten",
  "headline.partially_degraded": "Teilweise eingeschränkter Betrieb",
  "headline.degraded": "Eingeschränkter Betrieb",
  "headline.minor_outage": "Begrenzte Störung",
  "headline.partial_outage": "Teilausfall",
  "headline.major_outage": "Schwerer Ausfall",

  "breadth.none": "Noch keine Dienste",
  "breadth.all": "{total, plural, one {# Dienst} other {# Dienste}}",
  "breadth.affected": "{affected, number} von {total, plural, one {# Dienst} other {# Diensten}} betroffen",
  "breadth.named": "{reach}: {names}",
  "list.separator": ", ",
  "list.more": "{names} und {count, number} weitere",
  "list.rest": "und {count, number} weitere",

  ...statusWords.de,
  "status.unknown": "Keine Daten",
  "short.operational": "OK",
  "short.under_maintenance": "Wartung",
  "short.degraded_performance": "Eingeschränkt",
  "short.partial_outage": "Teilausfall",
  "short.major_outage": "Ausfall",

  "impact.none": "Keine Auswirkung",
  "impact.minor": "Geringe Auswirkung",
  "impact.major": "Große Auswirkung",
  "impact.critical": "Kritische Auswirkung",

  "time.as_of": "Stand {time}",
  "time.as_of_sentence": "Stand {time}",
  "time.since": "seit {time}",
  "time.started": "Beginn {time}",
  "time.began": "Beginn {time}",
  "time.span": "{start} bis {end}",
  "time.lasted": "Dauer {duration}",
  "time.edited": "bearbeitet {time}",
  "time.published": "Veröffentlicht {time}",

  "stale.notice": "Stand {time}. Die Verbindung wird wiederhergestellt.",

  "announcements.title": "Hinweise",
  "announcements.dismiss": "Ausblenden",
  "announcements.dismiss_named": "„{title}“ ausblenden",

  "incidents.now": "Aktuell",
  "incidents.affected": "Betroffene Dienste",
  "incidents.earlier": "{count, plural, one {# frühere Meldung} other {# frühere Meldungen}}",
  "incidents.story": "Ganzer Verlauf",
  "incidents.next_update": "Nächste Meldung bis {time}",
  "incidents.next_update_late": "Die nächste Meldung war für {time} zugesagt und ist überfällig.",
  "incidents.postmortem": "Nachbericht",
  "incidents.postmortem_there": "Mit Nachbericht",
  "incidents.backfilled": "Nachträglich erfasst",
  "incidents.updates": "Meldungen",
  "incidents.no_updates": "Noch keine Meldung.",
  "incidents.permalink": "Link zu dieser Meldung",

  "maintenance.title": "Wartung",
  "maintenance.in_progress": "Laufende Wartung",
  "maintenance.planned": "Geplante Wartung",
  "maintenance.overdue": "Sollte bis {time} enden und dauert länger.",
  "maintenance.calendar": "In den Kalender",
  "maintenance.details": "Einzelheiten",

  "services.title": "Dienste",
  "services.other": "Weitere Dienste",
  "services.days_ago": "{count, plural, one {vor # Tag} other {vor # Tagen}}",
  "services.today": "Heute",
  "services.uptime": "{percent} in {days, plural, one {# Tag} other {# Tagen}}",
  "services.uptime_unknown": "Noch keine Daten",
  "services.troubles": "{count, plural, one {# Tag mit Störungen} other {# Tage mit Störungen}}",
  "services.trouble": "{status}, {duration}",
  "services.filter": "Dienste filtern",
  "services.filter_none": "Kein Dienst heißt so.",

  "timeline.title": "{days, plural, one {Letzter Tag} other {Letzte # Tage}}",
  "timeline.quiet": "{days}: keine Vorfälle",
  "timeline.history": "Verlauf",
  "timeline.now": "{service}: {status}",

  "history.title": "Verlauf",
  "history.planned": "Geplant",
  "history.earlier": "Früher",
  "history.later": "Später",
  "history.current": "Neueste",
  "history.nav": "Monate",
  "history.quiet_month": "Keine Vorfälle, keine Wartung.",

  "service.day": "Tag",
  "service.worst": "Schlechtester Status",
  "service.how_long": "Wie lange",
  "service.what": "Was war los",
  "service.no_troubles": "Kein Tag mit Störungen in {days, plural, one {# Tag} other {# Tagen}}.",
  "service.stories": "Vorfälle und Wartung",
  "service.no_stories": "Noch kein Vorfall und keine Wartung hat diesen Dienst betroffen.",
  "service.uptime": "Verfügbarkeit",
  "service.this_week": "Diese Woche",
  "service.this_month": "Dieser Monat",
  "service.this_year": "Dieses Jahr",
  "service.how": "Wie wird das berechnet?",
  "service.formula":
    "Verfügbarkeit = 1 − gewichtete Ausfallzeit ÷ gezählte Zeit, abgerundet: 100 % steht nur da, wo nie etwas ausfiel.",
  "service.weight": "{status}: {percent} der Zeit zählen als Ausfall.",
  "service.maintenance_up": "Wartung zählt als verfügbar.",
  "service.maintenance_excluded": "Wartung gehört nicht zur gezählten Zeit.",
  "service.maintenance_down": "Wartung zählt als Ausfall.",
  "service.known": "Die Zeit, bevor es den Dienst hier gab, zählt nicht.",
  "service.intervals": "Die Zeiträume dahinter",
  "service.when": "Wann",

  "updates.get": "Abonnieren",
  "updates.intro": "Dieser Seite im Feedreader oder Kalender folgen. Ein Konto ist nicht nötig.",
  "updates.atom": "Atom-Feed",
  "updates.rss": "RSS-Feed",
  "updates.json": "JSON-Feed",
  "updates.calendar": "Wartungskalender",
  "updates.calendar_help": "Im eigenen Kalender abonniert, steht geplante Arbeit neben den eigenen Terminen.",
  "updates.feed_help": "Vorfälle und Wartung, jede Meldung, sobald sie erscheint.",
  "updates.close": "Schließen",

  "footer.zone": "Zeiten in {zone}.",
  "footer.zone_own": "Zeiten in Ihrer Zeitzone, {zone}.",
  "footer.use_own": "Meine Zeitzone verwenden",
  "footer.use_page": "Zeitzone der Seite verwenden",
  "footer.language": "Sprache",
  "footer.theme": "Darstellung",
  "footer.theme_system": "System",
  "footer.theme_light": "Hell",
  "footer.theme_dark": "Dunkel",
  "footer.accessibility": "Barrierefreiheit",
  "footer.links": "Mehr von dieser Seite",
  "footer.accessibility_text":
    "Diese Seite soll WCAG 2.2, Stufe AA, erfüllen: mit Tastatur, mit Screenreader, bei 200 % Vergrößerung, auf kleinen Bildschirmen, mit hohem Kontrast, gedruckt und ohne JavaScript. Kein Status wird allein durch Farbe mitgeteilt.",
  "footer.accessibility_contact":
    "Wenn etwas Sie am Lesen hindert, wenden Sie sich an die Betreiber der Seite.",
  "header.links": "Links",

  "announce.headline": "Jetzt: {headline}. {reach}.",
  "announce.headline_only": "Jetzt: {headline}.",
  "announce.incident": "Neuer Vorfall: {title}.",
  "announce.resolved": "Behoben: {title}.",
  "announce.update": "Neue Meldung zu {title}: {state}.",
  "announce.maintenance": "Neue Wartung: {title}.",
  "announce.maintenance_state": "{title}: {state}.",
  "announce.announcement": "Hinweis: {title}.",
  "announce.services":
    "{count, plural, one {# Dienst hat sich} other {# Dienste haben sich}} geändert. {reach}.",
  "announce.operational": "{service} ist wieder in Betrieb.",
  "announce.under_maintenance": "{service} ist jetzt in Wartung.",
  "announce.degraded_performance": "{service} hat jetzt eingeschränkte Leistung.",
  "announce.partial_outage": "{service} ist jetzt teilweise ausgefallen.",
  "announce.major_outage": "{service} ist jetzt schwer ausgefallen.",

  "notice.not_found": "Hier ist keine Statusseite",
  "notice.not_found_why":
    "Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen. Prüfen Sie den Link, der Sie hierher geführt hat.",
  "notice.not_found_operator":
    "Betreiben Sie diese Seite? Ihre Adresse steht im Dashboard unter „Status pages“.",
  "notice.no_incident": "Diesen Vorfall gibt es nicht",
  "notice.no_maintenance": "Diese Wartung gibt es nicht",
  "notice.no_service": "Diesen Dienst gibt es nicht",
  "notice.no_address": "Unter dieser Adresse ist nichts",
  "notice.nothing_why":
    "Vielleicht ist die Adresse falsch geschrieben. Prüfen Sie den Link, der Sie hierher geführt hat.",
  "notice.to_page": "Zur Statusseite",
  "notice.gone": "Das wurde entfernt",
  "notice.gone_why": "Was unter dieser Adresse stand, haben die Betreiber gelöscht.",
  "notice.unavailable": "Diese Statusseite lässt sich gerade nicht zeigen",
  "notice.unavailable_why":
    "Sie ist noch nicht veröffentlicht, oder ihre Daten sind nicht erreichbar. Über die Dienste, von denen sie berichtet, sagt das nichts.",
  "notice.unavailable_do": "Versuchen Sie es in einer Minute noch einmal: {link}",
  "notice.reload": "Seite neu laden",

  "door.password_title": "Diese Seite braucht ein Passwort",
  "door.password_why": "Fragen Sie die Leute danach, von denen Sie die Adresse haben.",
  "door.password": "Passwort",
  "door.open": "Seite öffnen",
  "door.wrong": "Das ist nicht das Passwort. Prüfen Sie es und versuchen Sie es noch einmal.",
  "door.limited":
    "Zu viele Versuche. Versuchen Sie es in {minutes, plural, one {# Minute} other {# Minuten}} noch einmal.",
  "door.members_title": "Diese Seite ist für Mitglieder",
  "door.members_why": "Melden Sie sich mit einem Konto der Organisation an, die sie betreibt.",
  "door.sign_in": "Anmelden",

  "feed.history": "{page}: Statusverlauf",
  "feed.calendar": "{page}: Wartung",
  "feed.window": "Zeitraum",

  "story.follow_incident": "Meldungen zu dieser Störung erhalten",
  "story.follow_maintenance": "Meldungen zu dieser Wartung erhalten",

  "subscribe.ways": "Wie Sie es erfahren",
  "subscribe.by_email": "E-Mail",
  "subscribe.by_push": "Dieser Browser",
  "subscribe.email": "E-Mail-Adresse",
  "subscribe.contact": "Ihre E-Mail-Adresse",
  "subscribe.contact_help":
    "Dort fragen wir nach, bevor etwas gesendet wird, und melden uns, wenn nichts mehr angenommen wird.",
  "subscribe.endpoint": "Aufzurufende Adresse",
  "subscribe.endpoint_help":
    "Eine https-Adresse, die JSON per POST annimmt. Jeder Aufruf ist nach Standard Webhooks signiert.",
  "subscribe.incoming": "Eingehender Webhook",
  "subscribe.incoming_help": "{channel} zeigt die Adresse dort, wo eingehende Webhooks eingerichtet werden.",
  "subscribe.trap": "Dieses Feld leer lassen",
  "subscribe.what": "Was Sie erfahren",
  "subscribe.everything": "Alles auf dieser Seite",
  "subscribe.chosen": "Nur was ich auswähle",
  "subscribe.group": "{group}: alles, auch was später hinzukommt",
  "subscribe.gone_service": "Ein Dienst, der nicht mehr auf dieser Seite ist",
  "subscribe.gone_group": "Eine Gruppe, die nicht mehr auf dieser Seite ist",
  "subscribe.one_story": "Sie erfahren von „{title}“ und von nichts anderem.",
  "subscribe.instead": "Stattdessen Meldungen zu allem",
  "subscribe.stories": "Einzeln verfolgt",
  "subscribe.gone_story": "Etwas, das nicht mehr auf dieser Seite ist",
  "subscribe.impact": "Störungen",
  "subscribe.impact_none": "Alle",
  "subscribe.impact_minor": "Geringe Auswirkung und mehr",
  "subscribe.impact_major": "Große Auswirkung und mehr",
  "subscribe.impact_critical": "Nur kritische Auswirkung",
  "subscribe.only_start_and_end": "Nur wenn etwas beginnt und endet",
  "subscribe.language": "Sprache der Nachrichten",
  "subscribe.submit": "Abonnieren",
  "subscribe.feeds": "Ohne Adresse",
  "subscribe.problem_email": "Geben Sie eine E-Mail-Adresse ein, etwa name@example.com.",
  "subscribe.problem_endpoint":
    "Geben Sie eine Adresse ein, die mit https:// beginnt und weder Namen noch Passwort enthält.",
  "subscribe.problem_private":
    "Diese Adresse liegt in einem privaten Netz und ist von hier nicht erreichbar. Nehmen Sie eine öffentliche.",
  "subscribe.problem_not_theirs":
    "Das ist kein eingehender Webhook von {channel}. Kopieren Sie die Adresse dort noch einmal.",
  "subscribe.problem_nothing": "Wählen Sie mindestens einen Dienst oder alles.",
  "subscribe.problem_again": "Ihre Angaben sind noch da. Bitte senden Sie sie noch einmal.",
  "subscribe.problem_limited":
    "Zu viele Versuche aus Ihrem Netz. Warten Sie einige Minuten und versuchen Sie es dann erneut.",
  "subscribe.problem_browser":
    "Der Push-Dienst dieses Browsers hat nichts angenommen. Versuchen Sie es in einer Minute noch einmal, oder wählen Sie einen anderen Weg.",
  "subscribe.problem_not_told": "Dieser Browser erfährt hier nichts mehr. Melden Sie ihn neu an.",

  "push.about":
    "Dieser Browser zeigt, was geschieht, auch wenn diese Seite geschlossen ist. Niemand erfährt Ihre Adresse. Er fragt Sie einmal, ob er darf.",
  "push.needs_script":
    "Nur ein Skript kann den Browser fragen. Erlauben Sie JavaScript für diese Seite, oder wählen Sie einen anderen Weg.",
  "push.unsupported":
    "Dieser Browser nimmt von dieser Seite keine Benachrichtigungen an. Wählen Sie einen anderen Weg, oder öffnen Sie die Seite in einem anderen Browser.",
  "push.denied":
    "Benachrichtigungen dieser Seite sind blockiert. Erlauben Sie sie in den Einstellungen, die Ihr Browser für diese Seite hat, und laden Sie sie neu.",
  "push.dismissed":
    "Noch ist nichts erlaubt. Drücken Sie noch einmal auf den Knopf, und erlauben Sie Benachrichtigungen, wenn der Browser fragt.",
  "push.failed":
    "Der Browser hat seinen Push-Dienst nicht erreicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.",
  "push.told": "Dieser Browser ist schon angemeldet.",
  "push.manage": "Auswählen, was Sie erfahren",
  "push.your_browser": "Ihr Browser",
  "push.greeting": "Von jetzt an erfahren Sie es hier.",

  "sent.title": "Sehen Sie in Ihr Postfach",
  "sent.text":
    "Eine Nachricht ist unterwegs. Öffnen Sie den Link darin innerhalb von {days, plural, one {# Tag} other {# Tagen}}; vorher wird nichts weiter gesendet.",
  "sent.nothing":
    "Nach einigen Minuten nichts da? Sehen Sie im Spam nach und prüfen Sie die Adresse auf Tippfehler.",

  "confirm.title": "Abonnement bestätigen",
  "confirm.text": "{address} erfährt dann von Störungen und Wartung von {page}.",
  "confirm.button": "Bestätigen",
  "confirm.over_title": "Dieser Link ist abgelaufen",
  "confirm.over_text":
    "Er galt {days, plural, one {# Tag} other {# Tage}}. Abonnieren Sie erneut, dann kommt ein neuer.",

  "manage.title": "Ihre Meldungen",
  "manage.told": "{address} erfährt von Störungen und Wartung.",
  "manage.saved": "Ihre Auswahl ist gespeichert.",
  "manage.subscribed":
    "Sie sind angemeldet. Eine erste Benachrichtigung ist unterwegs; wenn Sie sie nicht sehen, prüfen Sie die Einstellungen für Benachrichtigungen Ihres Geräts.",
  "manage.save": "Auswahl speichern",
  "manage.unsubscribe": "Abbestellen",

  "secret.title": "Signaturgeheimnis",
  "secret.about": "Jeder Aufruf ist damit signiert, damit Sie wissen, wer aufruft.",
  "secret.rotate": "Neues Geheimnis erzeugen",
  "secret.copy": "Kopieren Sie es jetzt: Es wird nicht noch einmal gezeigt.",
  "secret.former": "Das frühere Geheimnis signiert noch bis {time} mit.",
  "secret.go_on": "Weiter",

  "unsubscribe.title": "Abbestellen?",
  "unsubscribe.text": "{address} hört dann nichts mehr von {page}.",

  "off.unsubscribed": "Sie sind abgemeldet",
  "off.undelivered": "Nachrichten kamen zurück",
  "off.unconfirmed": "Dieses Abonnement ist nicht bestätigt",
  "off.text": "{address} hört nichts von {page}.",
  "off.again": "Wieder abonnieren",
  "off.tell": "Wieder Meldungen senden",

  "shared.title": "Dieses Postfach lesen viele",
  "shared.text":
    "Deshalb bestellt es niemand für alle ab. Fragen Sie, wer sich um {address} kümmert, oder die Betreiber von {page}.",
};
