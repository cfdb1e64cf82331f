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
  "impact.none": "Geen",
  "impact.minor": "Klein",
  "impact.major": "Groot",
  "impact.critical": "Kritiek",
  "notice.opened": "Nieuw incident",
  "notice.missed": "Beloofde update is te laat",
  "notice.silent": "Geen update sinds {duration}",
  "notice.test": "Test",
  "notice.test_title": "Meldingen komen hier aan",
  "notice.test_text":
    "Iemand heeft geprobeerd of meldingen van {organization} aankomen. Er is niets te doen.",
  "notice.impact": "Impact: {impact}",
  "notice.open_for": "Open sinds {duration}",
  "notice.promised": "De volgende update was beloofd voor {time}.",
  "notice.post": "Update plaatsen",
  "notice.open": "Fanal openen",
  "notice.manage": "Meldingen wijzigen",
  "notice.why_team": "U krijgt dit omdat u in team {team} van {organization} zit.",
  "notice.why_all": "U krijgt dit omdat u updates kunt plaatsen bij {organization}.",
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

  "duration.hours": "{count, plural, one {# uur} other {# uur}}",
  "duration.minutes": "{count, plural, one {# minuut} other {# minuten}}",
  "role.owner": "eigenaar",
  "role.admin": "beheerder",
  "role.responder": "hulpverlener",
  "role.viewer": "lezer",
  "invitation.subject": "Word lid van {organization} op Fanal",
  "invitation.preview": "{inviter} nodigt u uit voor {organization}.",
  "invitation.title": "{inviter} nodigt u uit voor {organization}",
  "invitation.action": "Uitnodiging aannemen",
  "invitation.body":
    "{organization} beheert zijn statuspagina’s met Fanal. Uw rol: {role}. De uitnodiging geldt alleen voor dit adres, werkt één keer en eindigt op {moment}.",
  "invitation.foot":
    "U krijgt dit omdat iemand uw adres heeft ingevuld. Kent u die persoon niet, negeer het dan: er gebeurt niets.",
  "verify_address.title": "Bevestig uw e-mailadres",
  "verify_address.preview": "Nog één stap en uw account is klaar.",
  "verify_address.action": "Adres bevestigen",
  "verify_address.body":
    "U wordt gevraagd om het wachtwoord dat u hebt gekozen. Daarna is uw account klaar. De link werkt {duration}.",
  "verify_address.foot":
    "U krijgt dit omdat iemand met uw adres een Fanal-account heeft gemaakt. Was u het niet, negeer het dan: zonder u blijft het account gesloten.",
  "address_taken.title": "U hebt al een account",
  "address_taken.preview": "Iemand heeft zich met uw adres aangemeld.",
  "address_taken.action": "Inloggen",
  "address_taken.body":
    "Iemand heeft zich aangemeld met dit adres, dat al een account heeft. Er is niets gewijzigd. Was u het, log dan in of <reset>stel een nieuw wachtwoord in</reset>.",
  "address_taken.foot":
    "U krijgt dit omdat iemand zich met uw adres bij Fanal heeft aangemeld. Was u het niet, dan hoeft u niets te doen: er is niet verteld dat u een account hebt.",
  "reset_password.title": "Stel een nieuw wachtwoord in",
  "reset_password.preview": "De link werkt één keer, {duration} lang.",
  "reset_password.action": "Wachtwoord instellen",
  "reset_password.body":
    "De link werkt één keer, {duration} lang. Met het nieuwe wachtwoord wordt u overal elders uitgelogd.",
  "reset_password.foot":
    "U krijgt dit omdat iemand een nieuw wachtwoord voor uw account heeft aangevraagd. Was u het niet, negeer het dan: uw wachtwoord blijft zoals het is.",
  "magic_link.subject": "Uw link om in te loggen",
  "magic_link.preview": "Hij werkt één keer, {duration} lang.",
  "magic_link.title": "Inloggen bij Fanal",
  "magic_link.action": "Inloggen",
  "magic_link.body": "De link werkt één keer, {duration} lang.",
  "magic_link.foot":
    "U krijgt dit omdat iemand een link heeft aangevraagd om met uw adres in te loggen. Was u het niet, negeer het dan en geef het aan niemand door: wie de link heeft, kan inloggen.",
  "approve_new_address.title": "Uw e-mailadres wijzigen?",
  "approve_new_address.preview": "In {newAddress}.",
  "approve_new_address.action": "Adres wijzigen",
  "approve_new_address.body":
    "Daarna logt u in met {newAddress}. Zodra u hier akkoord gaat, vraagt een tweede mail het daar; pas dan wordt het gewijzigd. De link werkt {duration}.",
  "approve_new_address.foot":
    "U krijgt dit omdat iemand die in uw account is ingelogd erom heeft gevraagd. Was u het niet, volg de link dan niet en stel een nieuw wachtwoord in.",
  "verify_new_address.title": "Bevestig uw nieuwe e-mailadres",
  "verify_new_address.preview": "Nog één stap en u logt in met dit adres.",
  "verify_new_address.action": "Adres bevestigen",
  "verify_new_address.body": "Daarna logt u in met dit adres. De link werkt {duration}.",
  "verify_new_address.foot":
    "U krijgt dit omdat iemand uw adres voor een Fanal-account wil gebruiken. Was u het niet, negeer het dan: er wordt niets gewijzigd.",
  "account_changed.password_changed": "Uw wachtwoord is gewijzigd",
  "account_changed.address_changed": "Uw e-mailadres is gewijzigd",
  "account_changed.two_factor_enabled": "Uw tweede factor is ingeschakeld",
  "account_changed.two_factor_disabled": "Uw tweede factor is uitgeschakeld",
  "account_changed.passkey_added": "Er is een passkey aan uw account toegevoegd",
  "account_changed.passkey_removed": "Er is een passkey uit uw account verwijderd",
  "account_changed.action": "Dat was ik niet",
  "account_changed.when": "Op {moment}.",
  "account_changed.when_from": "Op {moment}, vanaf het adres {address}.",
  "account_changed.body":
    "Was u het, dan hoeft u niets te doen. Zo niet, stel dan nu een nieuw wachtwoord in: dat beëindigt alle sessies.",
  "account_changed.foot": "U krijgt dit omdat het de veiligheid van uw Fanal-account betreft.",
};
