import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const pl: Catalogue = {
  "confirm.subject": "Potwierdź powiadomienia od {page}",
  "confirm.title": "Czy chcesz powiadomień od {page}?",
  "confirm.email": "Ktoś poprosił, aby na ten adres dawać znać, gdy coś nie działa i gdy znów działa.",
  "confirm.endpoint":
    "Ktoś poprosił, aby powiadamiać {endpoint}, gdy coś nie działa i gdy znów działa, i wskazał Ciebie jako osobę odpowiedzialną.",
  "confirm.valid":
    "Przed potwierdzeniem niczego nie wysyłamy. Link działa {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}.",
  "confirm.button": "Potwierdź",
  "confirm.foot":
    "Otrzymujesz to, bo ktoś wpisał ten adres na stronie statusu {page}. Jeśli to nie Ty, zignoruj tę wiadomość: nic więcej nie zostanie wysłane.",
  "subscribed.subject": "Otrzymujesz powiadomienia od {page}",
  "subscribed.title": "Otrzymujesz już powiadomienia od {page}",
  "subscribed.text":
    "Ktoś ponownie poprosił o powiadomienia na ten adres. Nic się przez to nie zmieniło. O czym chcesz wiedzieć, wybierasz samodzielnie.",
  "subscribed.button": "Wybierz lub wypisz się",
  "subscribed.foot":
    "Otrzymujesz to, bo ktoś wpisał ten adres na stronie statusu {page}. Nie przekazuj linku nikomu: kto go ma, może zmienić Twoje wybory.",
  ...statusWords.pl,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Analiza po awarii",
  "told.reminder": "Przypomnienie",
  "told.rescheduled": "Przełożono",
  "told.services": "Usługi, których to dotyczy",
  "told.started": "Początek: {time}",
  "told.resolved": "Rozwiązano: {time}",
  "told.window": "{start} – {end}",
  "told.promise": "Następna aktualizacja do {time}",
  "told.see_incident": "Zobacz incydent",
  "told.see_maintenance": "Zobacz prace",
  "told.why": "Otrzymujesz tę wiadomość, ponieważ ten adres śledzi stronę statusu {page}.",
  "told.manage": "Wybierz, co otrzymujesz",
  "told.unsubscribe": "Zrezygnuj z subskrypcji",
  "told.shared":
    "Tę skrzynkę czyta wiele osób, więc nie można jej stąd wypisać. Zwróć się do osób prowadzących stronę.",
  "stopped.subject": "{page} nie może połączyć się z {endpoint}",
  "stopped.title": "{endpoint} nie otrzymuje już niczego",
  "stopped.text":
    "Od tygodnia nie przyjmuje niczego, co wysyła strona statusu {page}. Nic więcej nie jest tam wysyłane.",
  "stopped.gone":
    "Odpowiedział, że nie chce już niczego od strony statusu {page}. Nic więcej nie jest tam wysyłane.",
  "stopped.said": "Ostatnia odpowiedź: {failure}",
  "stopped.button": "Zobacz",
  "stopped.foot":
    "Otrzymujesz tę wiadomość, ponieważ odpowiadasz za {endpoint}. Aby znów otrzymywał powiadomienia, zasubskrybuj go ponownie, gdy będzie odpowiadał.",
  "layout.copy": "Lub otwórz ten adres:",
};
