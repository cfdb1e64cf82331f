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
  "layout.copy": "Ou ouvrez cette adresse :",
};
