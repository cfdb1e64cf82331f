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
  "impact.none": "Nenhum",
  "impact.minor": "Leve",
  "impact.major": "Grave",
  "impact.critical": "Crítico",
  "notice.opened": "Novo incidente",
  "notice.missed": "A atualização prometida está atrasada",
  "notice.silent": "Sem atualização há {duration}",
  "notice.test": "Teste",
  "notice.test_title": "Os avisos chegam aqui",
  "notice.test_text": "Alguém testou se os avisos de {organization} chegam. Não há nada a fazer.",
  "notice.impact": "Impacto: {impact}",
  "notice.open_for": "Aberto há {duration}",
  "notice.promised": "A próxima atualização foi prometida para {time}.",
  "notice.post": "Publicar uma atualização",
  "notice.open": "Abrir o Fanal",
  "notice.manage": "Alterar os avisos",
  "notice.why_team": "Você recebe esta mensagem porque está na equipe {team} de {organization}.",
  "notice.why_all": "Você recebe esta mensagem porque pode publicar atualizações em {organization}.",
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

  "duration.hours": "{count, plural, one {# hora} many {# de horas} other {# horas}}",
  "duration.minutes": "{count, plural, one {# minuto} many {# de minutos} other {# minutos}}",
  "role.owner": "proprietário",
  "role.admin": "administrador",
  "role.responder": "atendente",
  "role.viewer": "leitor",
  "invitation.subject": "Junte-se a {organization} no Fanal",
  "invitation.preview": "{inviter} convida você para {organization}.",
  "invitation.title": "{inviter} convida você para {organization}",
  "invitation.action": "Aceitar o convite",
  "invitation.body":
    "{organization} mantém suas páginas de status com o Fanal. Sua função: {role}. O convite vale só para este endereço, funciona uma vez e termina em {moment}.",
  "invitation.foot":
    "Você recebeu esta mensagem porque alguém digitou seu endereço. Se não conhece essa pessoa, ignore-a: nada acontece.",
  "verify_address.title": "Confirme seu endereço de e-mail",
  "verify_address.preview": "Um passo, e sua conta está pronta.",
  "verify_address.action": "Confirmar endereço",
  "verify_address.body":
    "A senha que você escolheu será pedida. Depois disso, sua conta está pronta. O link funciona por {duration}.",
  "verify_address.foot":
    "Você recebeu esta mensagem porque alguém criou uma conta do Fanal com seu endereço. Se não foi você, ignore-a: sem você, a conta continua fechada.",
  "address_taken.title": "Você já tem uma conta",
  "address_taken.preview": "Alguém se cadastrou com seu endereço.",
  "address_taken.action": "Entrar",
  "address_taken.body":
    "Alguém se cadastrou com este endereço, que já tem uma conta. Nada foi alterado. Se foi você, entre ou <reset>defina uma nova senha</reset>.",
  "address_taken.foot":
    "Você recebeu esta mensagem porque alguém se cadastrou no Fanal com seu endereço. Se não foi você, não é preciso fazer nada: a pessoa não ficou sabendo que você tem uma conta.",
  "reset_password.title": "Defina uma nova senha",
  "reset_password.preview": "O link funciona uma vez, por {duration}.",
  "reset_password.action": "Definir nova senha",
  "reset_password.body":
    "O link funciona uma vez, por {duration}. Com a nova senha, suas sessões em todos os outros lugares são encerradas.",
  "reset_password.foot":
    "Você recebeu esta mensagem porque alguém pediu uma nova senha para sua conta. Se não foi você, ignore-a: sua senha continua como está.",
  "magic_link.subject": "Seu link para entrar",
  "magic_link.preview": "Ele funciona uma vez, por {duration}.",
  "magic_link.title": "Entrar no Fanal",
  "magic_link.action": "Entrar",
  "magic_link.body": "O link funciona uma vez, por {duration}.",
  "magic_link.foot":
    "Você recebeu esta mensagem porque alguém pediu um link para entrar com seu endereço. Se não foi você, ignore-a e não a repasse a ninguém: quem tiver o link pode entrar.",
  "approve_new_address.title": "Mudar seu endereço de e-mail?",
  "approve_new_address.preview": "Para {newAddress}.",
  "approve_new_address.action": "Mudar endereço",
  "approve_new_address.body":
    "A partir daí você entra com {newAddress}. Quando você concordar aqui, uma segunda mensagem pergunta lá; só então ele é mudado. O link funciona por {duration}.",
  "approve_new_address.foot":
    "Você recebeu esta mensagem porque alguém conectado à sua conta pediu isso. Se não foi você, não siga o link e defina uma nova senha.",
  "verify_new_address.title": "Confirme seu novo endereço de e-mail",
  "verify_new_address.preview": "Um passo, e você entra com este endereço.",
  "verify_new_address.action": "Confirmar endereço",
  "verify_new_address.body": "A partir daí você entra com este endereço. O link funciona por {duration}.",
  "verify_new_address.foot":
    "Você recebeu esta mensagem porque alguém quer usar seu endereço na própria conta do Fanal. Se não foi você, ignore-a: nada é alterado.",
  "account_changed.password_changed": "Sua senha foi alterada",
  "account_changed.address_changed": "Seu endereço de e-mail foi alterado",
  "account_changed.two_factor_enabled": "Seu segundo fator foi ativado",
  "account_changed.two_factor_disabled": "Seu segundo fator foi desativado",
  "account_changed.passkey_added": "Uma chave de acesso foi adicionada à sua conta",
  "account_changed.passkey_removed": "Uma chave de acesso foi removida da sua conta",
  "account_changed.action": "Não fui eu",
  "account_changed.when": "Em {moment}.",
  "account_changed.when_from": "Em {moment}, a partir do endereço {address}.",
  "account_changed.body":
    "Se foi você, não é preciso fazer nada. Se não foi, defina uma nova senha agora: isso encerra todas as sessões.",
  "account_changed.foot":
    "Você recebeu esta mensagem porque ela diz respeito à segurança da sua conta do Fanal.",
};
