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
  "impact.none": "Brak",
  "impact.minor": "Niewielki",
  "impact.major": "Poważny",
  "impact.critical": "Krytyczny",
  "notice.opened": "Nowy incydent",
  "notice.missed": "Obiecana aktualizacja się spóźnia",
  "notice.silent": "Brak aktualizacji od {duration}",
  "notice.test": "Test",
  "notice.test_title": "Powiadomienia tu docierają",
  "notice.test_text":
    "Ktoś sprawdził, czy powiadomienia organizacji {organization} docierają. Nie trzeba nic robić.",
  "notice.impact": "Wpływ: {impact}",
  "notice.open_for": "Otwarty od {duration}",
  "notice.promised": "Następną aktualizację obiecano do: {time}.",
  "notice.post": "Opublikuj aktualizację",
  "notice.open": "Otwórz Fanal",
  "notice.manage": "Zmień powiadomienia",
  "notice.why_team": "Otrzymujesz tę wiadomość, bo należysz do zespołu {team} w {organization}.",
  "notice.why_all": "Otrzymujesz tę wiadomość, bo możesz publikować aktualizacje w {organization}.",
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

  "duration.hours": "{count, plural, one {# godzinę} few {# godziny} many {# godzin} other {# godziny}}",
  "duration.minutes": "{count, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}",
  "role.owner": "właściciel",
  "role.admin": "administrator",
  "role.responder": "osoba reagująca",
  "role.viewer": "czytelnik",
  "invitation.subject": "Dołącz do {organization} w Fanal",
  "invitation.preview": "{inviter} zaprasza Cię do {organization}.",
  "invitation.title": "{inviter} zaprasza Cię do {organization}",
  "invitation.action": "Przyjmij zaproszenie",
  "invitation.body":
    "{organization} prowadzi swoje strony statusu za pomocą Fanal. Twoja rola: {role}. Zaproszenie jest tylko dla tego adresu, działa raz i wygasa {moment}.",
  "invitation.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś wpisał Twój adres. Jeśli nie znasz tej osoby, zignoruj ją: nic się nie stanie.",
  "verify_address.title": "Potwierdź swój adres e-mail",
  "verify_address.preview": "Jeden krok i Twoje konto będzie gotowe.",
  "verify_address.action": "Potwierdź adres",
  "verify_address.body":
    "Zapytamy o wybrane przez Ciebie hasło. Potem Twoje konto będzie gotowe. Link działa przez {duration}.",
  "verify_address.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś założył konto Fanal z Twoim adresem. Jeśli to nie Ty, zignoruj ją: bez Ciebie konto pozostanie zamknięte.",
  "address_taken.title": "Masz już konto",
  "address_taken.preview": "Ktoś zarejestrował się z Twoim adresem.",
  "address_taken.action": "Zaloguj się",
  "address_taken.body":
    "Ktoś zarejestrował się z tym adresem, który ma już konto. Nic nie zostało zmienione. Jeśli to Ty, zaloguj się lub <reset>ustaw nowe hasło</reset>.",
  "address_taken.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś zarejestrował się w Fanal z Twoim adresem. Jeśli to nie Ty, nie musisz nic robić: nie powiedzieliśmy, że masz konto.",
  "reset_password.title": "Ustaw nowe hasło",
  "reset_password.preview": "Link działa raz, przez {duration}.",
  "reset_password.action": "Ustaw nowe hasło",
  "reset_password.body":
    "Link działa raz, przez {duration}. Po ustawieniu nowego hasła nastąpi wylogowanie wszędzie indziej.",
  "reset_password.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś poprosił o nowe hasło do Twojego konta. Jeśli to nie Ty, zignoruj ją: hasło pozostanie bez zmian.",
  "magic_link.subject": "Twój link do logowania",
  "magic_link.preview": "Działa raz, przez {duration}.",
  "magic_link.title": "Zaloguj się do Fanal",
  "magic_link.action": "Zaloguj się",
  "magic_link.body": "Link działa raz, przez {duration}.",
  "magic_link.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś poprosił o link do logowania dla Twojego adresu. Jeśli to nie Ty, zignoruj ją i nikomu jej nie przekazuj: kto ma link, może się zalogować.",
  "approve_new_address.title": "Zmienić Twój adres e-mail?",
  "approve_new_address.preview": "Na {newAddress}.",
  "approve_new_address.action": "Zmień adres",
  "approve_new_address.body":
    "Od tej chwili logujesz się adresem {newAddress}. Gdy zgodzisz się tutaj, druga wiadomość zapyta tam; dopiero wtedy adres zostanie zmieniony. Link działa przez {duration}.",
  "approve_new_address.foot":
    "Otrzymujesz tę wiadomość, ponieważ poprosił o to ktoś zalogowany na Twoim koncie. Jeśli to nie Ty, nie otwieraj linku i ustaw nowe hasło.",
  "verify_new_address.title": "Potwierdź swój nowy adres e-mail",
  "verify_new_address.preview": "Jeden krok i logujesz się tym adresem.",
  "verify_new_address.action": "Potwierdź adres",
  "verify_new_address.body": "Od tej chwili logujesz się tym adresem. Link działa przez {duration}.",
  "verify_new_address.foot":
    "Otrzymujesz tę wiadomość, ponieważ ktoś chce użyć Twojego adresu na swoim koncie Fanal. Jeśli to nie Ty, zignoruj ją: nic nie zostanie zmienione.",
  "account_changed.password_changed": "Twoje hasło zostało zmienione",
  "account_changed.address_changed": "Twój adres e-mail został zmieniony",
  "account_changed.two_factor_enabled": "Twój drugi składnik logowania został włączony",
  "account_changed.two_factor_disabled": "Twój drugi składnik logowania został wyłączony",
  "account_changed.passkey_added": "Do Twojego konta dodano klucz dostępu",
  "account_changed.passkey_removed": "Z Twojego konta usunięto klucz dostępu",
  "account_changed.action": "To nie ja",
  "account_changed.when": "Kiedy: {moment}.",
  "account_changed.when_from": "Kiedy: {moment}, z adresu {address}.",
  "account_changed.body":
    "Jeśli to Ty, nie musisz nic robić. Jeśli nie, ustaw teraz nowe hasło: to zakończy wszystkie sesje.",
  "account_changed.foot":
    "Otrzymujesz tę wiadomość, ponieważ dotyczy ona bezpieczeństwa Twojego konta Fanal.",
};
