import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const nl: Catalogue = {
  "confirm.subject": "Bevestig berichten van {page}",
  "confirm.title": "Wilt u berichten van {page}?",
  "confirm.email":
    "Iemand heeft gevraagd dit adres te laten weten wanneer er iets mis is en wanneer het weer werkt.",
  "confirm.endpoint":
    "Iemand heeft gevraagd {endpoint} te laten weten wanneer er iets mis is en wanneer het weer werkt, en noemde u als verantwoordelijke.",
  "confirm.valid":
    "Er wordt niets verstuurd voordat u bevestigt. De link werkt {days, plural, one {# dag} other {# dagen}}.",
  "confirm.button": "Bevestigen",
  "confirm.foot":
    "U krijgt dit omdat iemand dit adres heeft ingevuld op de statuspagina van {page}. Was u het niet, negeer het dan: er wordt verder niets verstuurd.",
  "subscribed.subject": "U krijgt berichten van {page}",
  "subscribed.title": "U krijgt al berichten van {page}",
  "subscribed.text":
    "Iemand heeft met dit adres opnieuw om berichten gevraagd. Daardoor is niets veranderd. Waarover u bericht krijgt, kiest u zelf.",
  "subscribed.button": "Kiezen of afmelden",
  "subscribed.foot":
    "U krijgt dit omdat iemand dit adres heeft ingevuld op de statuspagina van {page}. Geef de link aan niemand door: wie hem heeft, kan uw keuzes veranderen.",
  ...statusWords.nl,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Nabespreking",
  "told.reminder": "Herinnering",
  "told.rescheduled": "Verplaatst",
  "told.services": "Getroffen diensten",
  "told.started": "Begonnen: {time}",
  "told.resolved": "Opgelost: {time}",
  "told.window": "{start} tot {end}",
  "told.promise": "Volgende update uiterlijk {time}",
  "told.see_incident": "Storing bekijken",
  "told.see_maintenance": "Onderhoud bekijken",
  "told.why": "U krijgt dit omdat dit adres de statuspagina van {page} volgt.",
  "told.manage": "Kiezen wat u krijgt",
  "told.unsubscribe": "Afmelden",
  "told.shared":
    "Deze mailbox wordt door meer mensen gelezen en kan hier dus niet worden afgemeld. Vraag het de beheerders van de pagina.",
  "stopped.subject": "{page} kan {endpoint} niet bereiken",
  "stopped.title": "{endpoint} krijgt niets meer",
  "stopped.text":
    "Al een week neemt het niets aan van wat de statuspagina van {page} stuurt. Er wordt niets meer naartoe gestuurd.",
  "stopped.gone":
    "Het antwoordde dat het niets meer wil van de statuspagina van {page}. Er wordt niets meer naartoe gestuurd.",
  "stopped.said": "Het laatste antwoord: {failure}",
  "stopped.button": "Bekijken",
  "stopped.foot":
    "U krijgt dit omdat u verantwoordelijk bent voor {endpoint}. Meld het opnieuw aan zodra het antwoordt, dan krijgt het weer berichten.",
  "layout.copy": "Of open dit adres:",
};
