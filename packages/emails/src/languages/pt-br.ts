import type { Catalogue } from "./en.ts";

export const ptBr: Catalogue = {
  "confirm.subject": "Confirme os avisos de {page}",
  "confirm.title": "Você quer avisos de {page}?",
  "confirm.email":
    "Alguém pediu que este endereço seja avisado quando algo falhar e quando voltar a funcionar.",
  "confirm.endpoint":
    "Alguém pediu que {endpoint} seja avisado quando algo falhar e quando voltar a funcionar, e indicou você como responsável.",
  "confirm.valid":
    "Nada é enviado antes da sua confirmação. O link vale por {days, plural, one {# dia} many {# dias} other {# dias}}.",
  "confirm.button": "Confirmar",
  "confirm.foot":
    "Você recebe isto porque alguém digitou este endereço na página de status de {page}. Se não foi você, ignore: nada mais será enviado.",
  "subscribed.subject": "Você recebe avisos de {page}",
  "subscribed.title": "Você já recebe avisos de {page}",
  "subscribed.text":
    "Alguém pediu avisos de novo com este endereço. Nada mudou. O que você recebe é você quem escolhe.",
  "subscribed.button": "Escolher ou cancelar",
  "subscribed.foot":
    "Você recebe isto porque alguém digitou este endereço na página de status de {page}. Não passe o link a ninguém: quem o tem pode mudar suas escolhas.",
  "layout.copy": "Ou abra este endereço:",
};
