import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const pl: Catalogue = {
  "headline.operational": "Wszystkie systemy działają",
  "headline.maintenance": "Trwa konserwacja",
  "headline.partially_degraded": "Częściowo ograniczone działanie",
  "headline.degraded": "Ograniczone działanie",
  "headline.minor_outage": "Niewielka awaria",
  "headline.partial_outage": "Częściowa awaria",
  "headline.major_outage": "Poważna awaria",

  "breadth.none": "Nie ma jeszcze usług",
  "breadth.all": "{total, plural, one {# usługa} few {# usługi} many {# usług} other {# usługi}}",
  "breadth.affected":
    "Dotyczy {affected, number} z {total, plural, one {# usługi} few {# usług} many {# usług} other {# usługi}}",
  "breadth.named": "{reach}: {names}",
  "list.separator": ", ",
  "list.more": "{names} i {count, number} więcej",
  "list.rest": "i {count, number} więcej",

  ...statusWords.pl,
  "status.unknown": "Brak danych",
  "short.operational": "Działa",
  "short.under_maintenance": "Prace",
  "short.degraded_performance": "Ograniczona",
  "short.partial_outage": "Częściowa",
  "short.major_outage": "Awaria",

  "impact.none": "Bez wpływu",
  "impact.minor": "Niewielki wpływ",
  "impact.major": "Duży wpływ",
  "impact.critical": "Krytyczny wpływ",

  "time.as_of": "stan na {time}",
  "time.as_of_sentence": "Stan na {time}",
  "time.since": "od {time}",
  "time.started": "Początek: {time}",
  "time.began": "Początek: {time}",
  "time.span": "{start} do {end}",
  "time.lasted": "czas trwania: {duration}",
  "time.edited": "zmieniono {time}",
  "time.published": "Opublikowano {time}",

  "stale.notice": "Stan na {time}. Łączymy ponownie.",

  "announcements.title": "Ogłoszenia",
  "announcements.dismiss": "Ukryj",
  "announcements.dismiss_named": "Ukryj „{title}”",

  "incidents.now": "Dzieje się teraz",
  "incidents.affected": "Usługi, których to dotyczy",
  "incidents.earlier":
    "{count, plural, one {# wcześniejszy wpis} few {# wcześniejsze wpisy} many {# wcześniejszych wpisów} other {# wcześniejszego wpisu}}",
  "incidents.story": "Cały przebieg",
  "incidents.next_update": "Następny wpis do {time}",
  "incidents.next_update_late": "Następny wpis był obiecany na {time} i się spóźnia.",
  "incidents.postmortem": "Analiza po awarii",
  "incidents.postmortem_there": "Z analizą po awarii",
  "incidents.backfilled": "Zapisano później",
  "incidents.updates": "Wpisy",
  "incidents.no_updates": "Nie ma jeszcze żadnego wpisu.",
  "incidents.permalink": "Link do tego wpisu",

  "maintenance.title": "Konserwacja",
  "maintenance.in_progress": "Trwająca konserwacja",
  "maintenance.planned": "Planowana konserwacja",
  "maintenance.overdue": "Koniec był planowany na {time}; prace trwają dłużej.",
  "maintenance.calendar": "Dodaj do kalendarza",
  "maintenance.details": "Szczegóły",

  "services.title": "Usługi",
  "services.other": "Pozostałe usługi",
  "services.days_ago":
    "{count, plural, one {# dzień temu} few {# dni temu} many {# dni temu} other {# dnia temu}}",
  "services.today": "Dziś",
  "services.uptime": "{percent} przez {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}",
  "services.uptime_unknown": "Nie ma jeszcze danych",
  "services.troubles":
    "{count, plural, one {# dzień z problemami} few {# dni z problemami} many {# dni z problemami} other {# dnia z problemami}}",
  "services.trouble": "{status}: {duration}",
  "services.filter": "Filtruj usługi",
  "services.filter_none": "Żadna usługa tak się nie nazywa.",

  "metrics.title": "Pomiary",
  "metrics.day": "Ostatnie 24 godziny",
  "metrics.week": "Ostatnie 7 dni",
  "metrics.month": "Ostatnie 30 dni",
  "metrics.summary": "Średnia {average}, najmniej {min}, najwięcej {max}",
  "metrics.averages": "Każda wartość to średnia ze wszystkich pomiarów w okresie: {duration}.",
  "metrics.as_table": "Jako tabela",
  "metrics.from": "Od",
  "metrics.average": "Średnia",

  "timeline.title":
    "{days, plural, one {Ostatni dzień} few {Ostatnie # dni} many {Ostatnie # dni} other {Ostatnie # dnia}}",
  "timeline.quiet": "{days}: bez incydentów",
  "timeline.history": "Historia",
  "timeline.now": "{service}: {status}",

  "history.title": "Historia",
  "history.planned": "Zaplanowane",
  "history.earlier": "Wcześniej",
  "history.later": "Później",
  "history.current": "Najnowsze",
  "history.nav": "Miesiące",
  "history.quiet_month": "Bez incydentów i bez konserwacji.",

  "service.day": "Dzień",
  "service.worst": "Najgorszy stan",
  "service.how_long": "Jak długo",
  "service.what": "Co się stało",
  "service.no_troubles":
    "Ani jednego dnia z problemami przez {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}.",
  "service.stories": "Incydenty i konserwacja",
  "service.no_stories": "Żaden incydent ani konserwacja nie dotyczyły tej usługi.",
  "service.uptime": "Dostępność",
  "service.this_week": "Ten tydzień",
  "service.this_month": "Ten miesiąc",
  "service.this_year": "Ten rok",
  "service.how": "Jak to jest liczone?",
  "service.formula":
    "Dostępność = 1 − ważony czas niedostępności ÷ czas brany pod uwagę, zaokrąglona w dół: 100% oznacza brak jakiejkolwiek awarii.",
  "service.weight": "{status}: {percent} czasu liczy się jako niedostępność.",
  "service.maintenance_up": "Prace serwisowe liczą się jako dostępność.",
  "service.maintenance_excluded": "Prace serwisowe są wyłączone z czasu branego pod uwagę.",
  "service.maintenance_down": "Prace serwisowe liczą się jako niedostępność.",
  "service.known": "Czas, zanim usługa się tu pojawiła, nie jest liczony.",
  "service.intervals": "Okresy, z których to wynika",
  "service.when": "Kiedy",
  "service.corrected": "Skorygowano: {reason}",

  "updates.get": "Bądź na bieżąco",
  "updates.intro": "Śledź tę stronę w czytniku kanałów lub w kalendarzu. Konto nie jest potrzebne.",
  "updates.atom": "Kanał Atom",
  "updates.rss": "Kanał RSS",
  "updates.json": "Kanał JSON",
  "updates.calendar": "Kalendarz konserwacji",
  "updates.calendar_help":
    "Zasubskrybuj w swoim kalendarzu, a planowane prace pojawią się obok Twoich terminów.",
  "updates.feed_help": "Incydenty i konserwacja, każdy wpis od razu po publikacji.",
  "updates.close": "Zamknij",

  "footer.zone": "Czas: {zone}.",
  "footer.zone_own": "Czas w Twojej strefie: {zone}.",
  "footer.use_own": "Pokaż w mojej strefie",
  "footer.use_page": "Pokaż w strefie strony",
  "footer.language": "Język",
  "footer.theme": "Motyw",
  "footer.theme_system": "Systemowy",
  "footer.theme_light": "Jasny",
  "footer.theme_dark": "Ciemny",
  "footer.accessibility": "Dostępność",
  "footer.links": "Więcej na tej stronie",
  "footer.accessibility_text":
    "Ta strona ma spełniać WCAG 2.2 na poziomie AA: z klawiatury, z czytnikiem ekranu, przy powiększeniu 200%, na małym ekranie, w wysokim kontraście, na wydruku i bez JavaScriptu. Żaden stan nie jest pokazany samym kolorem.",
  "footer.accessibility_contact":
    "Jeśli coś utrudnia Ci czytanie, powiedz o tym osobom, które prowadzą stronę.",
  "header.links": "Linki",

  "announce.headline": "Teraz: {headline}. {reach}.",
  "announce.headline_only": "Teraz: {headline}.",
  "announce.incident": "Nowy incydent: {title}.",
  "announce.resolved": "Rozwiązane: {title}.",
  "announce.update": "Nowy wpis, {title}: {state}.",
  "announce.maintenance": "Nowa konserwacja: {title}.",
  "announce.maintenance_state": "{title}: {state}.",
  "announce.announcement": "Ogłoszenie: {title}.",
  "announce.services":
    "{count, plural, one {Zmieniła się # usługa} few {Zmieniły się # usługi} many {Zmieniło się # usług} other {Zmieniło się # usługi}}. {reach}.",
  "announce.operational": "{service} znów działa.",
  "announce.under_maintenance": "{service}: teraz trwa konserwacja.",
  "announce.degraded_performance": "{service}: teraz ograniczona wydajność.",
  "announce.partial_outage": "{service}: teraz częściowa awaria.",
  "announce.major_outage": "{service}: teraz poważna awaria.",

  "notice.not_found": "Nie ma tu strony statusu",
  "notice.not_found_why":
    "Adres może być wpisany z błędem albo stronę przeniesiono. Sprawdź link, który Cię tu przyprowadził.",
  "notice.not_found_operator":
    "Prowadzisz tę stronę? Jej adres znajdziesz w panelu, w części „Status pages”.",
  "notice.no_incident": "Nie ma takiego incydentu",
  "notice.no_maintenance": "Nie ma takiej konserwacji",
  "notice.no_service": "Nie ma takiej usługi",
  "notice.no_address": "Pod tym adresem nic nie ma",
  "notice.nothing_why": "Adres może być wpisany z błędem. Sprawdź link, który Cię tu przyprowadził.",
  "notice.to_page": "Przejdź do strony statusu",
  "notice.gone": "To zostało usunięte",
  "notice.gone_why": "To, co było pod tym adresem, usunęły osoby, które to prowadziły.",
  "notice.unavailable": "Tej strony statusu nie można teraz pokazać",
  "notice.unavailable_why":
    "Nie została jeszcze opublikowana albo jej dane są nieosiągalne. Nie mówi to nic o usługach, o których informuje.",
  "notice.unavailable_do": "Spróbuj ponownie za minutę: {link}",
  "notice.reload": "Wczytaj stronę ponownie",

  "door.password_title": "Ta strona wymaga hasła",
  "door.password_why": "Zapytaj o nie osoby, od których masz adres.",
  "door.password": "Hasło",
  "door.open": "Otwórz stronę",
  "door.wrong": "To nie jest to hasło. Sprawdź je i spróbuj ponownie.",
  "door.limited":
    "Zbyt wiele prób. Spróbuj ponownie za {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.",
  "door.members_title": "Ta strona jest dla członków",
  "door.members_why": "Zaloguj się kontem organizacji, która ją prowadzi.",
  "door.sign_in": "Zaloguj się",

  "feed.history": "{page}: historia statusu",
  "feed.calendar": "{page}: konserwacja",
  "feed.window": "Termin",

  "story.follow_incident": "Powiadamiaj o tym incydencie",
  "story.follow_maintenance": "Powiadamiaj o tych pracach",

  "subscribe.ways": "Jak się dowiesz",
  "subscribe.by_email": "E-mail",
  "subscribe.by_push": "Ta przeglądarka",
  "subscribe.email": "Adres e-mail",
  "subscribe.contact": "Twój adres e-mail",
  "subscribe.contact_help":
    "Tam pytamy, zanim cokolwiek wyślemy, i piszemy, gdy nic już nie jest przyjmowane.",
  "subscribe.endpoint": "Wywoływany adres",
  "subscribe.endpoint_help":
    "Adres https, który przyjmuje JSON metodą POST. Każde wywołanie jest podpisane zgodnie ze Standard Webhooks.",
  "subscribe.incoming": "Webhook przychodzący",
  "subscribe.incoming_help": "{channel} pokazuje adres tam, gdzie ustawia się webhooki przychodzące.",
  "subscribe.trap": "Zostaw to pole puste",
  "subscribe.what": "O czym się dowiesz",
  "subscribe.everything": "Wszystko na tej stronie",
  "subscribe.chosen": "Tylko to, co wybiorę",
  "subscribe.group": "{group}: wszystko, także to, co dojdzie",
  "subscribe.gone_service": "Usługa, której nie ma już na tej stronie",
  "subscribe.gone_group": "Grupa, której nie ma już na tej stronie",
  "subscribe.one_story": "Dowiesz się o „{title}” i o niczym innym.",
  "subscribe.instead": "Zamiast tego powiadamiaj o wszystkim",
  "subscribe.stories": "Śledzone osobno",
  "subscribe.gone_story": "Coś, czego nie ma już na tej stronie",
  "subscribe.impact": "Incydenty",
  "subscribe.impact_none": "Wszystkie",
  "subscribe.impact_minor": "Niewielki wpływ i gorzej",
  "subscribe.impact_major": "Duży wpływ i gorzej",
  "subscribe.impact_critical": "Tylko krytyczny wpływ",
  "subscribe.only_start_and_end": "Tylko gdy coś się zaczyna i kończy",
  "subscribe.language": "Język wiadomości",
  "subscribe.submit": "Subskrybuj",
  "subscribe.feeds": "Bez adresu",
  "subscribe.problem_email": "Wpisz adres e-mail, na przykład imie@example.com.",
  "subscribe.problem_endpoint": "Wpisz adres, który zaczyna się od https:// i nie zawiera nazwy ani hasła.",
  "subscribe.problem_private":
    "Ten adres leży w sieci prywatnej i nie można się z nim stąd połączyć. Użyj publicznego.",
  "subscribe.problem_not_theirs":
    "To nie jest webhook przychodzący {channel}. Skopiuj jego adres jeszcze raz.",
  "subscribe.problem_nothing": "Wybierz co najmniej jedną usługę albo wszystko.",
  "subscribe.problem_again": "Twoje odpowiedzi są zachowane. Wyślij je jeszcze raz.",
  "subscribe.problem_limited": "Zbyt wiele prób z Twojej sieci. Odczekaj kilka minut i spróbuj ponownie.",
  "subscribe.problem_browser":
    "Usługa push tej przeglądarki nic nie przyjęła. Spróbuj ponownie za minutę albo wybierz inny sposób.",
  "subscribe.problem_not_told": "Ta przeglądarka nie dostaje już stąd wiadomości. Zasubskrybuj ponownie.",

  "push.about":
    "Ta przeglądarka pokazuje, co się dzieje, także gdy ta strona jest zamknięta. Nikt nie poznaje Twojego adresu. Zapyta raz, czy może.",
  "push.needs_script":
    "Tylko skrypt może zapytać przeglądarkę. Zezwól tej stronie na JavaScript albo wybierz inny sposób.",
  "push.unsupported":
    "Ta przeglądarka nie przyjmuje powiadomień z tej strony. Wybierz inny sposób albo otwórz stronę w innej przeglądarce.",
  "push.denied":
    "Powiadomienia z tej strony są zablokowane. Zezwól na nie w ustawieniach przeglądarki dla tej strony i odśwież ją.",
  "push.dismissed":
    "Na nic jeszcze nie zezwolono. Naciśnij przycisk ponownie i zezwól na powiadomienia, gdy przeglądarka zapyta.",
  "push.failed":
    "Przeglądarka nie połączyła się ze swoją usługą push. Sprawdź połączenie i spróbuj ponownie albo wybierz inny sposób.",
  "push.told": "Ta przeglądarka już dostaje wiadomości.",
  "push.manage": "Wybierz, co otrzymujesz",
  "push.your_browser": "Twoja przeglądarka",
  "push.greeting": "Od teraz wiadomości przychodzą tutaj.",

  "sent.title": "Sprawdź skrzynkę",
  "sent.text":
    "Wiadomość jest w drodze. Otwórz jej link w ciągu {days, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}; wcześniej nic innego nie wyślemy.",
  "sent.nothing": "Po kilku minutach nadal nic? Zajrzyj do spamu i sprawdź, czy w adresie nie ma błędu.",

  "confirm.title": "Potwierdź subskrypcję",
  "confirm.text": "{address} będzie dostawać wiadomości o incydentach i pracach {page}.",
  "confirm.button": "Potwierdź",
  "confirm.over_title": "Ten link wygasł",
  "confirm.over_text":
    "Działał {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}. Zasubskrybuj ponownie, aby dostać nowy.",

  "manage.title": "Twoje powiadomienia",
  "manage.told": "{address} dostaje wiadomości o incydentach i pracach.",
  "manage.saved": "Twoje wybory są zapisane.",
  "manage.subscribed":
    "Subskrypcja jest gotowa. Pierwsze powiadomienie jest w drodze; jeśli go nie widać, sprawdź ustawienia powiadomień urządzenia.",
  "manage.save": "Zapisz wybory",
  "manage.unsubscribe": "Wypisz się",

  "secret.title": "Sekret podpisu",
  "secret.about": "Każde wywołanie jest nim podpisane, więc wiesz, kto wywołuje.",
  "secret.rotate": "Utwórz nowy sekret",
  "secret.copy": "Skopiuj go teraz: nie zostanie pokazany ponownie.",
  "secret.former": "Poprzedni sekret też podpisuje do {time}.",
  "secret.go_on": "Dalej",

  "unsubscribe.title": "Wypisać się?",
  "unsubscribe.text": "{address} nie dostanie już nic od {page}.",

  "off.unsubscribed": "Subskrypcja zakończona",
  "off.undelivered": "Wiadomości wróciły",
  "off.unconfirmed": "Ta subskrypcja nie jest potwierdzona",
  "off.text": "{address} nie dostaje nic od {page}.",
  "off.again": "Subskrybuj ponownie",
  "off.tell": "Wysyłaj znów powiadomienia",

  "shared.title": "Tę skrzynkę czyta wiele osób",
  "shared.text":
    "Dlatego nikt nie wypisuje jej za wszystkich. Zapytaj osobę, która opiekuje się {address}, albo prowadzących {page}.",
};
