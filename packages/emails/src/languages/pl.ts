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
  "layout.copy": "Lub otwórz ten adres:",
};
