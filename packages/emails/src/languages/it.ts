import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const it: Catalogue = {
  "confirm.subject": "Conferma gli avvisi di {page}",
  "confirm.title": "Vuoi gli avvisi di {page}?",
  "confirm.email":
    "Qualcuno ha chiesto che questo indirizzo sia avvisato quando qualcosa non va e quando torna a posto.",
  "confirm.endpoint":
    "Qualcuno ha chiesto che {endpoint} sia avvisato quando qualcosa non va e quando torna a posto, e ha indicato te come responsabile.",
  "confirm.valid":
    "Non viene inviato nulla prima della tua conferma. Il link vale {days, plural, one {# giorno} many {# giorni} other {# giorni}}.",
  "confirm.button": "Conferma",
  "confirm.foot":
    "Ricevi questo perché qualcuno ha scritto questo indirizzo nella pagina di stato di {page}. Se non sei stato tu, ignoralo: non verrà inviato altro.",
  "subscribed.subject": "Ricevi gli avvisi di {page}",
  "subscribed.title": "Ricevi già gli avvisi di {page}",
  "subscribed.text":
    "Qualcuno ha chiesto di nuovo avvisi con questo indirizzo. Non è cambiato nulla. Sei tu a scegliere che cosa ricevere.",
  "subscribed.button": "Scegli o annulla l’iscrizione",
  "subscribed.foot":
    "Ricevi questo perché qualcuno ha scritto questo indirizzo nella pagina di stato di {page}. Non dare il link a nessuno: chi lo ha può cambiare le tue scelte.",
  ...statusWords.it,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Analisi a posteriori",
  "told.reminder": "Promemoria",
  "told.rescheduled": "Riprogrammato",
  "told.services": "Servizi interessati",
  "told.started": "Inizio: {time}",
  "told.resolved": "Risolto: {time}",
  "told.window": "da {start} a {end}",
  "told.promise": "Prossimo aggiornamento entro {time}",
  "told.see_incident": "Vedi l’incidente",
  "told.see_maintenance": "Vedi la manutenzione",
  "told.why": "Ricevi questo messaggio perché questo indirizzo segue la pagina di stato di {page}.",
  "told.manage": "Scegli che cosa ricevere",
  "told.unsubscribe": "Annulla l’iscrizione",
  "told.shared":
    "Questa casella è letta da più persone, quindi non si può annullare da qui. Rivolgiti a chi gestisce la pagina.",
  "impact.none": "Nessuno",
  "impact.minor": "Lieve",
  "impact.major": "Grave",
  "impact.critical": "Critico",
  "notice.opened": "Nuovo incidente",
  "notice.missed": "L’aggiornamento promesso è in ritardo",
  "notice.silent": "Nessun aggiornamento da {duration}",
  "notice.test": "Prova",
  "notice.test_title": "Gli avvisi arrivano qui",
  "notice.test_text": "Qualcuno ha provato se gli avvisi di {organization} arrivano. Non c’è nulla da fare.",
  "notice.impact": "Impatto: {impact}",
  "notice.open_for": "Aperto da {duration}",
  "notice.promised": "Il prossimo aggiornamento era promesso entro {time}.",
  "notice.post": "Pubblica un aggiornamento",
  "notice.open": "Apri Fanal",
  "notice.manage": "Modifica gli avvisi",
  "notice.why_team": "Ricevi questo messaggio perché sei nel team {team} di {organization}.",
  "notice.why_all": "Ricevi questo messaggio perché puoi pubblicare aggiornamenti per {organization}.",
  "stopped.subject": "{page} non riesce a raggiungere {endpoint}",
  "stopped.title": "{endpoint} non riceve più nulla",
  "stopped.text":
    "Da una settimana non accetta nulla di ciò che invia la pagina di stato di {page}. Non viene più inviato nulla.",
  "stopped.gone":
    "Ha risposto che non vuole più nulla dalla pagina di stato di {page}. Non viene più inviato nulla.",
  "stopped.said": "L’ultima risposta: {failure}",
  "stopped.button": "Guarda",
  "stopped.foot":
    "Ricevi questo messaggio perché rispondi di {endpoint}. Perché riceva di nuovo avvisi, iscrivilo di nuovo quando risponde.",
  "layout.copy": "Oppure apri questo indirizzo:",

  "duration.hours": "{count, plural, one {# ora} many {# di ore} other {# ore}}",
  "duration.minutes": "{count, plural, one {# minuto} many {# di minuti} other {# minuti}}",
  "role.owner": "proprietario",
  "role.admin": "amministratore",
  "role.responder": "addetto agli interventi",
  "role.viewer": "lettore",
  "invitation.subject": "Unisciti a {organization} su Fanal",
  "invitation.preview": "{inviter} ti invita in {organization}.",
  "invitation.title": "{inviter} ti invita in {organization}",
  "invitation.action": "Accetta l’invito",
  "invitation.body":
    "{organization} gestisce le sue pagine di stato con Fanal. Il tuo ruolo: {role}. L’invito vale solo per questo indirizzo, funziona una volta e scade il {moment}.",
  "invitation.foot":
    "Ricevi questo messaggio perché qualcuno ha inserito il tuo indirizzo. Se non conosci questa persona, ignoralo: non succede nulla.",
  "verify_address.title": "Conferma il tuo indirizzo e-mail",
  "verify_address.preview": "Un passo e il tuo account è pronto.",
  "verify_address.action": "Conferma l’indirizzo",
  "verify_address.body":
    "Ti verrà chiesta la password che hai scelto. Poi il tuo account è pronto. Il link vale per {duration}.",
  "verify_address.foot":
    "Ricevi questo messaggio perché qualcuno ha creato un account Fanal con il tuo indirizzo. Se non sei stato tu, ignoralo: senza di te l’account resta chiuso.",
  "address_taken.title": "Hai già un account",
  "address_taken.preview": "Qualcuno si è registrato con il tuo indirizzo.",
  "address_taken.action": "Accedi",
  "address_taken.body":
    "Qualcuno si è registrato con questo indirizzo, che ha già un account. Non è stato cambiato nulla. Se sei stato tu, accedi oppure <reset>imposta una nuova password</reset>.",
  "address_taken.foot":
    "Ricevi questo messaggio perché qualcuno si è registrato a Fanal con il tuo indirizzo. Se non sei stato tu, non devi fare nulla: non gli è stato detto che hai un account.",
  "reset_password.title": "Imposta una nuova password",
  "reset_password.preview": "Il link funziona una volta, per {duration}.",
  "reset_password.action": "Imposta la password",
  "reset_password.body":
    "Il link funziona una volta, per {duration}. Con la nuova password verrai disconnesso ovunque altrove.",
  "reset_password.foot":
    "Ricevi questo messaggio perché qualcuno ha chiesto una nuova password per il tuo account. Se non sei stato tu, ignoralo: la tua password resta com’è.",
  "magic_link.subject": "Il tuo link per accedere",
  "magic_link.preview": "Funziona una volta, per {duration}.",
  "magic_link.title": "Accedi a Fanal",
  "magic_link.action": "Accedi",
  "magic_link.body": "Il link funziona una volta, per {duration}.",
  "magic_link.foot":
    "Ricevi questo messaggio perché qualcuno ha chiesto un link per accedere con il tuo indirizzo. Se non sei stato tu, ignoralo e non inoltrarlo a nessuno: chi ha il link può accedere.",
  "approve_new_address.title": "Cambiare il tuo indirizzo e-mail?",
  "approve_new_address.preview": "In {newAddress}.",
  "approve_new_address.action": "Cambia l’indirizzo",
  "approve_new_address.body":
    "Da quel momento accederai con {newAddress}. Dopo il tuo consenso qui, un secondo messaggio lo chiede là; solo allora viene cambiato. Il link vale per {duration}.",
  "approve_new_address.foot":
    "Ricevi questo messaggio perché qualcuno che ha effettuato l’accesso al tuo account lo ha chiesto. Se non sei stato tu, non seguire il link e imposta una nuova password.",
  "verify_new_address.title": "Conferma il tuo nuovo indirizzo e-mail",
  "verify_new_address.preview": "Un passo e accederai con questo indirizzo.",
  "verify_new_address.action": "Conferma l’indirizzo",
  "verify_new_address.body": "Da quel momento accederai con questo indirizzo. Il link vale per {duration}.",
  "verify_new_address.foot":
    "Ricevi questo messaggio perché qualcuno vuole usare il tuo indirizzo per il proprio account Fanal. Se non sei stato tu, ignoralo: non cambia nulla.",
  "account_changed.password_changed": "La tua password è stata cambiata",
  "account_changed.address_changed": "Il tuo indirizzo e-mail è stato cambiato",
  "account_changed.two_factor_enabled": "Il tuo secondo fattore è stato attivato",
  "account_changed.two_factor_disabled": "Il tuo secondo fattore è stato disattivato",
  "account_changed.passkey_added": "Una passkey è stata aggiunta al tuo account",
  "account_changed.passkey_removed": "Una passkey è stata rimossa dal tuo account",
  "account_changed.action": "Non sono stato io",
  "account_changed.when": "Il {moment}.",
  "account_changed.when_from": "Il {moment}, dall’indirizzo {address}.",
  "account_changed.body":
    "Se sei stato tu, non devi fare nulla. Altrimenti imposta subito una nuova password: così terminano tutte le sessioni.",
  "account_changed.foot": "Ricevi questo messaggio perché riguarda la sicurezza del tuo account Fanal.",
};
