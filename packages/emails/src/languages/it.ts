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
  "layout.copy": "Oppure apri questo indirizzo:",
};
