import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const fr: Catalogue = {
  "headline.operational": "Tous les systèmes fonctionnent",
  "headline.maintenance": "Maintenance en cours",
  "headline.partially_degraded": "Service partiellement dégradé",
  "headline.degraded": "Service dégradé",
  "headline.minor_outage": "Panne limitée",
  "headline.partial_outage": "Panne partielle",
  "headline.major_outage": "Panne majeure",

  "breadth.none": "Aucun service pour l’instant",
  "breadth.all": "{total, plural, one {# service} other {# services}}",
  "breadth.affected":
    "{affected, plural, one {# service touché} other {# services touchés}} sur {total, number}",
  "breadth.named": "{reach} : {names}",
  "list.separator": ", ",
  "list.more": "{names} et {count, plural, one {# autre} other {# autres}}",
  "list.rest": "et {count, plural, one {# autre} other {# autres}}",

  ...statusWords.fr,
  "status.unknown": "Aucune donnée",
  "short.operational": "OK",
  "short.under_maintenance": "Maintenance",
  "short.degraded_performance": "Dégradé",
  "short.partial_outage": "Partielle",
  "short.major_outage": "En panne",

  "impact.none": "Sans impact",
  "impact.minor": "Impact mineur",
  "impact.major": "Impact majeur",
  "impact.critical": "Impact critique",

  "time.as_of": "à {time}",
  "time.as_of_sentence": "État au {time}",
  "time.since": "depuis {time}",
  "time.started": "Début : {time}",
  "time.began": "Début : {time}",
  "time.span": "{start} à {end}",
  "time.lasted": "durée : {duration}",
  "time.edited": "modifié {time}",
  "time.published": "Publié le {time}",

  "stale.notice": "État de {time}. Reconnexion en cours.",

  "announcements.title": "Annonces",
  "announcements.dismiss": "Masquer",
  "announcements.dismiss_named": "Masquer « {title} »",

  "incidents.now": "En ce moment",
  "incidents.affected": "Services touchés",
  "incidents.earlier": "{count, plural, one {# message précédent} other {# messages précédents}}",
  "incidents.story": "Tout l’historique",
  "incidents.next_update": "Prochain message avant {time}",
  "incidents.next_update_late": "Le prochain message était promis pour {time} ; il est en retard.",
  "incidents.postmortem": "Post-mortem",
  "incidents.postmortem_there": "Avec post-mortem",
  "incidents.backfilled": "Saisi après coup",
  "incidents.updates": "Messages",
  "incidents.no_updates": "Aucun message pour l’instant.",
  "incidents.permalink": "Lien vers ce message",

  "maintenance.title": "Maintenance",
  "maintenance.in_progress": "Maintenance en cours",
  "maintenance.planned": "Maintenance planifiée",
  "maintenance.overdue": "La fin était prévue pour {time} ; les travaux se prolongent.",
  "maintenance.calendar": "Ajouter au calendrier",
  "maintenance.details": "Détails",

  "services.title": "Services",
  "services.other": "Autres services",
  "services.days_ago": "{count, plural, one {il y a # jour} other {il y a # jours}}",
  "services.today": "Aujourd’hui",
  "services.uptime": "{percent} sur {days, plural, one {# jour} other {# jours}}",
  "services.uptime_unknown": "Pas encore de données",
  "services.troubles": "{count, plural, one {# jour perturbé} other {# jours perturbés}}",
  "services.trouble": "{status} pendant {duration}",
  "services.filter": "Filtrer les services",
  "services.filter_none": "Aucun service ne porte ce nom.",

  "timeline.title": "{days, plural, one {Dernier jour} other {# derniers jours}}",
  "timeline.quiet": "{days} : aucun incident",
  "timeline.history": "Historique",
  "timeline.now": "{service} : {status}",

  "history.title": "Historique",
  "history.planned": "À venir",
  "history.earlier": "Plus tôt",
  "history.later": "Plus tard",
  "history.current": "Plus récent",
  "history.nav": "Mois",
  "history.quiet_month": "Aucun incident, aucune maintenance.",

  "service.day": "Jour",
  "service.worst": "Pire état",
  "service.how_long": "Durée",
  "service.what": "Ce qui s’est passé",
  "service.no_troubles": "Aucun jour perturbé en {days, plural, one {# jour} other {# jours}}.",
  "service.stories": "Incidents et maintenances",
  "service.no_stories": "Aucun incident et aucune maintenance n’ont touché ce service.",

  "updates.get": "Rester informé",
  "updates.intro": "Suivez cette page dans votre lecteur de flux ou votre calendrier, sans compte.",
  "updates.atom": "Flux Atom",
  "updates.rss": "Flux RSS",
  "updates.json": "Flux JSON",
  "updates.calendar": "Calendrier des maintenances",
  "updates.calendar_help":
    "Abonnez-y votre calendrier : les travaux prévus apparaîtront à côté de vos rendez-vous.",
  "updates.feed_help": "Incidents et maintenances, chaque message dès sa publication.",
  "updates.close": "Fermer",

  "footer.zone": "Heures : {zone}.",
  "footer.zone_own": "Heures de votre fuseau, {zone}.",
  "footer.use_own": "Utiliser mon fuseau horaire",
  "footer.use_page": "Utiliser le fuseau de la page",
  "footer.language": "Langue",
  "footer.theme": "Thème",
  "footer.theme_system": "Système",
  "footer.theme_light": "Clair",
  "footer.theme_dark": "Sombre",
  "footer.accessibility": "Accessibilité",
  "footer.links": "Plus sur cette page",
  "footer.accessibility_text":
    "Cette page vise les WCAG 2.2, niveau AA : au clavier, avec un lecteur d’écran, à 200 % de zoom, sur petit écran, en contraste élevé, imprimée et sans JavaScript. Aucun état n’est indiqué par la seule couleur.",
  "footer.accessibility_contact":
    "Si quelque chose vous empêche de la lire, dites-le à ceux qui gèrent la page.",
  "header.links": "Liens",

  "announce.headline": "Maintenant : {headline}. {reach}.",
  "announce.headline_only": "Maintenant : {headline}.",
  "announce.incident": "Nouvel incident : {title}.",
  "announce.resolved": "Résolu : {title}.",
  "announce.update": "Nouveau message sur {title} : {state}.",
  "announce.maintenance": "Nouvelle maintenance : {title}.",
  "announce.maintenance_state": "{title} : {state}.",
  "announce.announcement": "Annonce : {title}.",
  "announce.services": "{count, plural, one {# service a changé} other {# services ont changé}}. {reach}.",
  "announce.operational": "{service} fonctionne de nouveau.",
  "announce.under_maintenance": "{service} est maintenant en maintenance.",
  "announce.degraded_performance": "{service} a maintenant des performances dégradées.",
  "announce.partial_outage": "{service} est maintenant partiellement en panne.",
  "announce.major_outage": "{service} est maintenant en panne majeure.",

  "notice.not_found": "Il n’y a pas de page d’état ici",
  "notice.not_found_why":
    "L’adresse est peut-être mal saisie, ou la page a été déplacée. Vérifiez le lien qui vous a mené ici.",
  "notice.not_found_operator":
    "Vous gérez cette page ? Son adresse est dans le tableau de bord, sous « Status pages ».",
  "notice.no_incident": "Cet incident n’existe pas",
  "notice.no_maintenance": "Cette maintenance n’existe pas",
  "notice.no_service": "Ce service n’existe pas",
  "notice.no_address": "Il n’y a rien à cette adresse",
  "notice.nothing_why": "L’adresse est peut-être mal saisie. Vérifiez le lien qui vous a mené ici.",
  "notice.to_page": "Voir la page d’état",
  "notice.gone": "Ceci a été retiré",
  "notice.gone_why": "Ce qui se trouvait à cette adresse a été supprimé par ceux qui le géraient.",
  "notice.unavailable": "Cette page d’état ne peut pas être affichée pour le moment",
  "notice.unavailable_why":
    "Elle n’est pas encore publiée, ou ses données sont inaccessibles. Cela ne dit rien des services dont elle rend compte.",
  "notice.unavailable_do": "Réessayez dans une minute : {link}",
  "notice.reload": "Recharger la page",

  "door.password_title": "Cette page demande un mot de passe",
  "door.password_why": "Demandez-le à ceux qui vous ont donné l’adresse.",
  "door.password": "Mot de passe",
  "door.open": "Ouvrir la page",
  "door.wrong": "Ce n’est pas le bon mot de passe. Vérifiez-le et réessayez.",
  "door.limited": "Trop d’essais. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.",
  "door.members_title": "Cette page est réservée aux membres",
  "door.members_why": "Connectez-vous avec un compte de l’organisation qui la gère.",
  "door.sign_in": "Se connecter",

  "feed.history": "{page} : historique d’état",
  "feed.calendar": "{page} : maintenances",
  "feed.window": "Créneau",

  "story.follow_incident": "Suivre cet incident",
  "story.follow_maintenance": "Suivre cette maintenance",

  "subscribe.ways": "Comment vous êtes prévenu",
  "subscribe.by_email": "E-mail",
  "subscribe.by_push": "Ce navigateur",
  "subscribe.email": "Adresse e-mail",
  "subscribe.contact": "Votre adresse e-mail",
  "subscribe.contact_help":
    "Nous y demandons votre accord avant tout envoi, et y écrivons quand plus rien n’est accepté.",
  "subscribe.endpoint": "Adresse à appeler",
  "subscribe.endpoint_help":
    "Une adresse https qui accepte du JSON par POST. Chaque appel est signé selon Standard Webhooks.",
  "subscribe.incoming": "Webhook entrant",
  "subscribe.incoming_help": "{channel} affiche l’adresse là où l’on configure les webhooks entrants.",
  "subscribe.trap": "Laissez ce champ vide",
  "subscribe.what": "Ce dont vous êtes prévenu",
  "subscribe.everything": "Tout ce qui est sur cette page",
  "subscribe.chosen": "Seulement ce que je choisis",
  "subscribe.group": "{group} : tout, y compris ce qui s’ajoutera",
  "subscribe.gone_service": "Un service qui n’est plus sur cette page",
  "subscribe.gone_group": "Un groupe qui n’est plus sur cette page",
  "subscribe.one_story": "Vous êtes prévenu de « {title} » et de rien d’autre.",
  "subscribe.instead": "Être plutôt prévenu de tout",
  "subscribe.stories": "Suivis à part",
  "subscribe.gone_story": "Quelque chose qui n’est plus sur cette page",
  "subscribe.impact": "Incidents",
  "subscribe.impact_none": "Tous",
  "subscribe.impact_minor": "Impact mineur et plus",
  "subscribe.impact_major": "Impact majeur et plus",
  "subscribe.impact_critical": "Impact critique uniquement",
  "subscribe.only_start_and_end": "Seulement au début et à la fin",
  "subscribe.language": "Langue des messages",
  "subscribe.submit": "S’abonner",
  "subscribe.feeds": "Sans adresse",
  "subscribe.problem_email": "Saisissez une adresse e-mail, comme nom@example.com.",
  "subscribe.problem_endpoint":
    "Saisissez une adresse qui commence par https:// et ne contient ni nom ni mot de passe.",
  "subscribe.problem_private":
    "Cette adresse se trouve dans un réseau privé, inaccessible d’ici. Utilisez une adresse publique.",
  "subscribe.problem_not_theirs":
    "Ce n’est pas un webhook entrant de {channel}. Copiez-en à nouveau l’adresse.",
  "subscribe.problem_nothing": "Choisissez au moins un service, ou tout.",
  "subscribe.problem_again": "Vos réponses sont conservées. Veuillez les envoyer encore une fois.",
  "subscribe.problem_limited":
    "Trop d’essais depuis votre réseau. Attendez quelques minutes, puis réessayez.",
  "subscribe.problem_browser":
    "Le service push de ce navigateur n’a rien accepté. Réessayez dans une minute, ou choisissez un autre moyen.",
  "subscribe.problem_not_told": "Ce navigateur n’est plus prévenu de rien ici. Abonnez-le à nouveau.",

  "push.about":
    "Ce navigateur montre ce qui se passe, même quand cette page est fermée. Personne n’apprend votre adresse. Il vous demande une fois s’il le peut.",
  "push.needs_script":
    "Seul un script peut interroger le navigateur. Autorisez JavaScript pour cette page, ou choisissez un autre moyen.",
  "push.unsupported":
    "Ce navigateur n’accepte pas de notifications de cette page. Choisissez un autre moyen, ou ouvrez la page dans un autre navigateur.",
  "push.denied":
    "Les notifications de cette page sont bloquées. Autorisez-les dans les réglages de votre navigateur pour cette page, puis rechargez-la.",
  "push.dismissed":
    "Rien n’est encore autorisé. Appuyez de nouveau sur le bouton et autorisez les notifications quand le navigateur le demande.",
  "push.failed":
    "Le navigateur n’a pas joint son service push. Vérifiez votre connexion et réessayez, ou choisissez un autre moyen.",
  "push.told": "Ce navigateur est déjà prévenu.",
  "push.manage": "Choisir ce que vous recevez",
  "push.your_browser": "Votre navigateur",
  "push.greeting": "Vous serez désormais prévenu ici.",

  "sent.title": "Consultez votre boîte de réception",
  "sent.text":
    "Un message est en route. Ouvrez son lien sous {days, plural, one {# jour} many {# jours} other {# jours}} ; rien d’autre n’est envoyé avant.",
  "sent.nothing": "Rien après quelques minutes ? Regardez dans les indésirables et vérifiez l’adresse.",

  "confirm.title": "Confirmer votre abonnement",
  "confirm.text": "{address} sera prévenu des incidents et de la maintenance de {page}.",
  "confirm.button": "Confirmer",
  "confirm.over_title": "Ce lien a expiré",
  "confirm.over_text":
    "Il était valable {days, plural, one {# jour} many {# jours} other {# jours}}. Abonnez-vous à nouveau pour en recevoir un autre.",

  "manage.title": "Vos nouvelles",
  "manage.told": "{address} est prévenu des incidents et de la maintenance.",
  "manage.saved": "Vos choix sont enregistrés.",
  "manage.subscribed":
    "Vous êtes abonné. Une première notification est en route ; si vous ne la voyez pas, regardez les réglages de notifications de votre appareil.",
  "manage.save": "Enregistrer les choix",
  "manage.unsubscribe": "Se désabonner",

  "secret.title": "Secret de signature",
  "secret.about": "Chaque appel est signé avec lui, pour que vous sachiez qui appelle.",
  "secret.rotate": "Créer un nouveau secret",
  "secret.copy": "Copiez-le maintenant : il ne sera plus affiché.",
  "secret.former": "L’ancien secret signe aussi jusqu’à {time}.",
  "secret.go_on": "Continuer",

  "unsubscribe.title": "Se désabonner ?",
  "unsubscribe.text": "{address} ne recevra plus rien de {page}.",

  "off.unsubscribed": "Vous êtes désabonné",
  "off.undelivered": "Des messages sont revenus",
  "off.unconfirmed": "Cet abonnement n’est pas confirmé",
  "off.text": "{address} ne reçoit rien de {page}.",
  "off.again": "S’abonner à nouveau",
  "off.tell": "Reprendre les envois",

  "shared.title": "Plusieurs personnes lisent cette boîte",
  "shared.text":
    "Personne ne peut donc la désabonner pour toutes. Adressez-vous à qui gère {address}, ou aux responsables de {page}.",
};
