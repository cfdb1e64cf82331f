import { statusWords } from "@fanal/domain";
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
  ...statusWords["pt-BR"],
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Análise posterior",
  "told.reminder": "Lembrete",
  "told.rescheduled": "Reagendado",
  "told.services": "Serviços afetados",
  "told.started": "Início: {time}",
  "told.resolved": "Resolvido: {time}",
  "told.window": "{start} a {end}",
  "told.promise": "Próxima atualização até {time}",
  "told.see_incident": "Ver o incidente",
  "told.see_maintenance": "Ver a manutenção",
  "told.why": "Você recebe esta mensagem porque este endereço acompanha a página de status de {page}.",
  "told.manage": "Escolher o que você recebe",
  "told.unsubscribe": "Cancelar inscrição",
  "told.shared":
    "Várias pessoas leem esta caixa, por isso ela não pode ser descadastrada aqui. Fale com quem mantém a página.",
  "stopped.subject": "{page} não consegue alcançar {endpoint}",
  "stopped.title": "{endpoint} não recebe mais nada",
  "stopped.text":
    "Há uma semana não aceita nada do que a página de status de {page} envia. Nada mais é enviado para lá.",
  "stopped.gone":
    "Respondeu que não quer mais nada da página de status de {page}. Nada mais é enviado para lá.",
  "stopped.said": "O que disse por último: {failure}",
  "stopped.button": "Ver",
  "stopped.foot":
    "Você recebe esta mensagem porque responde por {endpoint}. Para que volte a receber avisos, inscreva-o de novo quando responder.",
  "layout.copy": "Ou abra este endereço:",
};
