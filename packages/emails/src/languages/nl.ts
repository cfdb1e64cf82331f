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
  "layout.copy": "Of open dit adres:",
};
