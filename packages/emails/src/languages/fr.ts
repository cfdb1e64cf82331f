import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const fr: Catalogue = {
  "confirm.subject": "Confirmez les nouvelles de {page}",
  "confirm.title": "Voulez-vous des nouvelles de {page} ?",
  "confirm.email":
    "Quelqu’un a demandé que cette adresse soit prévenue quand quelque chose ne va pas, et quand tout est rétabli.",
  "confirm.endpoint":
    "Quelqu’un a demandé que {endpoint} soit prévenu quand quelque chose ne va pas, et quand tout est rétabli, et vous a désigné comme responsable.",
  "confirm.valid":
    "Rien n’est envoyé avant votre confirmation. Le lien est valable {days, plural, one {# jour} many {# jours} other {# jours}}.",
  "confirm.button": "Confirmer",
  "confirm.foot":
    "Vous recevez ceci parce que quelqu’un a saisi cette adresse sur la page d’état de {page}. Si ce n’était pas vous, ignorez-le : rien d’autre ne sera envoyé.",
  "subscribed.subject": "Vous recevez les nouvelles de {page}",
  "subscribed.title": "Vous recevez déjà les nouvelles de {page}",
  "subscribed.text":
    "Quelqu’un a de nouveau demandé des nouvelles avec cette adresse. Rien n’a changé. C’est vous qui choisissez ce que vous recevez.",
  "subscribed.button": "Choisir ou se désabonner",
  "subscribed.foot":
    "Vous recevez ceci parce que quelqu’un a saisi cette adresse sur la page d’état de {page}. Ne transmettez le lien à personne : qui l’a peut modifier vos choix.",
  ...statusWords.fr,
  "told.subject": "[{page}] {state} : {title}",
  "told.postmortem": "Analyse a posteriori",
  "told.reminder": "Rappel",
  "told.rescheduled": "Reporté",
  "told.services": "Services concernés",
  "told.started": "Début : {time}",
  "told.resolved": "Résolu : {time}",
  "told.window": "{start} à {end}",
  "told.promise": "Prochaine mise à jour avant le {time}",
  "told.see_incident": "Voir l’incident",
  "told.see_maintenance": "Voir la maintenance",
  "told.why": "Vous recevez ce message parce que cette adresse suit la page d’état de {page}.",
  "told.manage": "Choisir ce que vous recevez",
  "told.unsubscribe": "Se désabonner",
  "told.shared":
    "Plusieurs personnes lisent cette boîte : on ne peut pas la désabonner d’ici. Adressez-vous aux responsables de la page.",
  "stopped.subject": "{page} n’arrive pas à joindre {endpoint}",
  "stopped.title": "{endpoint} ne reçoit plus rien",
  "stopped.text":
    "Depuis une semaine, il n’accepte rien de ce qu’envoie la page d’état de {page}. Plus rien n’y est envoyé.",
  "stopped.gone":
    "Il a répondu qu’il ne veut plus rien de la page d’état de {page}. Plus rien n’y est envoyé.",
  "stopped.said": "Sa dernière réponse : {failure}",
  "stopped.button": "Voir",
  "stopped.foot":
    "Vous recevez ce message parce que vous répondez de {endpoint}. Pour qu’il reçoive de nouveau des messages, réabonnez-le dès qu’il répond.",
  "layout.copy": "Ou ouvrez cette adresse :",
};
