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
};
