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
  "impact.none": "Aucun",
  "impact.minor": "Mineur",
  "impact.major": "Majeur",
  "impact.critical": "Critique",
  "notice.opened": "Nouvel incident",
  "notice.missed": "La mise à jour promise est en retard",
  "notice.silent": "Aucune mise à jour depuis {duration}",
  "notice.test": "Test",
  "notice.test_title": "Les avis arrivent ici",
  "notice.test_text": "Quelqu’un a vérifié que les avis de {organization} arrivent. Il n’y a rien à faire.",
  "notice.impact": "Impact : {impact}",
  "notice.open_for": "Ouvert depuis {duration}",
  "notice.promised": "La prochaine mise à jour était promise pour {time}.",
  "notice.post": "Publier une mise à jour",
  "notice.open": "Ouvrir Fanal",
  "notice.manage": "Modifier les avis",
  "notice.why_team": "Vous recevez ce message car vous êtes dans l’équipe {team} de {organization}.",
  "notice.why_all": "Vous recevez ce message car vous pouvez publier des mises à jour pour {organization}.",
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

  "duration.hours": "{count, plural, one {# heure} many {# d’heures} other {# heures}}",
  "duration.minutes": "{count, plural, one {# minute} many {# de minutes} other {# minutes}}",
  "role.owner": "propriétaire",
  "role.admin": "administrateur",
  "role.responder": "intervenant",
  "role.viewer": "lecteur",
  "invitation.subject": "Rejoignez {organization} sur Fanal",
  "invitation.preview": "{inviter} vous invite à rejoindre {organization}.",
  "invitation.title": "{inviter} vous invite à rejoindre {organization}",
  "invitation.action": "Accepter l’invitation",
  "invitation.body":
    "{organization} gère ses pages d’état avec Fanal. Votre rôle : {role}. L’invitation ne vaut que pour cette adresse, ne sert qu’une fois et prend fin le {moment}.",
  "invitation.foot":
    "Vous recevez ce message parce que quelqu’un a saisi votre adresse. Si vous ne connaissez pas cette personne, ignorez-le : il ne se passera rien.",
  "verify_address.title": "Confirmez votre adresse e-mail",
  "verify_address.preview": "Une étape, et votre compte est prêt.",
  "verify_address.action": "Confirmer l’adresse",
  "verify_address.body":
    "Le mot de passe que vous avez choisi vous sera demandé. Ensuite, votre compte est prêt. Le lien est valable {duration}.",
  "verify_address.foot":
    "Vous recevez ce message parce que quelqu’un a créé un compte Fanal avec votre adresse. Si ce n’était pas vous, ignorez-le : sans vous, le compte reste fermé.",
  "address_taken.title": "Vous avez déjà un compte",
  "address_taken.preview": "Quelqu’un s’est inscrit avec votre adresse.",
  "address_taken.action": "Se connecter",
  "address_taken.body":
    "Quelqu’un s’est inscrit avec cette adresse, qui a déjà un compte. Rien n’a été modifié. Si c’était vous, connectez-vous ou <reset>définissez un nouveau mot de passe</reset>.",
  "address_taken.foot":
    "Vous recevez ce message parce que quelqu’un s’est inscrit à Fanal avec votre adresse. Si ce n’était pas vous, il n’y a rien à faire : cette personne n’a pas appris que vous avez un compte.",
  "reset_password.title": "Définissez un nouveau mot de passe",
  "reset_password.preview": "Le lien ne sert qu’une fois et est valable {duration}.",
  "reset_password.action": "Définir le mot de passe",
  "reset_password.body":
    "Le lien ne sert qu’une fois et est valable {duration}. Avec le nouveau mot de passe, vous serez déconnecté partout ailleurs.",
  "reset_password.foot":
    "Vous recevez ce message parce que quelqu’un a demandé un nouveau mot de passe pour votre compte. Si ce n’était pas vous, ignorez-le : votre mot de passe reste le même.",
  "magic_link.subject": "Votre lien de connexion",
  "magic_link.preview": "Il ne sert qu’une fois et est valable {duration}.",
  "magic_link.title": "Connexion à Fanal",
  "magic_link.action": "Se connecter",
  "magic_link.body": "Le lien ne sert qu’une fois et est valable {duration}.",
  "magic_link.foot":
    "Vous recevez ce message parce que quelqu’un a demandé un lien de connexion pour votre adresse. Si ce n’était pas vous, ignorez-le et ne le transmettez à personne : quiconque a le lien peut se connecter.",
  "approve_new_address.title": "Changer votre adresse e-mail ?",
  "approve_new_address.preview": "Pour {newAddress}.",
  "approve_new_address.action": "Changer l’adresse",
  "approve_new_address.body":
    "Vous vous connecterez alors avec {newAddress}. Une fois votre accord donné ici, un second message sera envoyé là-bas ; le changement n’a lieu qu’ensuite. Le lien est valable {duration}.",
  "approve_new_address.foot":
    "Vous recevez ce message parce qu’une personne connectée à votre compte l’a demandé. Si ce n’était pas vous, ne suivez pas le lien et définissez un nouveau mot de passe.",
  "verify_new_address.title": "Confirmez votre nouvelle adresse e-mail",
  "verify_new_address.preview": "Une étape, et vous vous connectez avec cette adresse.",
  "verify_new_address.action": "Confirmer l’adresse",
  "verify_new_address.body":
    "Vous vous connecterez alors avec cette adresse. Le lien est valable {duration}.",
  "verify_new_address.foot":
    "Vous recevez ce message parce que quelqu’un veut utiliser votre adresse pour son compte Fanal. Si ce n’était pas vous, ignorez-le : rien ne sera modifié.",
  "account_changed.password_changed": "Votre mot de passe a été changé",
  "account_changed.address_changed": "Votre adresse e-mail a été changée",
  "account_changed.two_factor_enabled": "Votre second facteur a été activé",
  "account_changed.two_factor_disabled": "Votre second facteur a été désactivé",
  "account_changed.passkey_added": "Une clé d’accès a été ajoutée à votre compte",
  "account_changed.passkey_removed": "Une clé d’accès a été retirée de votre compte",
  "account_changed.action": "Ce n’était pas moi",
  "account_changed.when": "Le {moment}.",
  "account_changed.when_from": "Le {moment}, depuis l’adresse {address}.",
  "account_changed.body":
    "Si c’était vous, il n’y a rien à faire. Sinon, définissez maintenant un nouveau mot de passe : cela met fin à toutes les sessions.",
  "account_changed.foot": "Vous recevez ce message parce qu’il concerne la sécurité de votre compte Fanal.",
};
