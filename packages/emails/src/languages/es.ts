import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const es: Catalogue = {
  "confirm.subject": "Confirme los avisos de {page}",
  "confirm.title": "¿Quiere avisos de {page}?",
  "confirm.email":
    "Alguien ha pedido que se avise a esta dirección cuando algo falle y cuando vuelva a funcionar.",
  "confirm.endpoint":
    "Alguien ha pedido que se avise a {endpoint} cuando algo falle y cuando vuelva a funcionar, y le ha nombrado como responsable.",
  "confirm.valid":
    "No se envía nada antes de que confirme. El enlace vale {days, plural, one {# día} many {# días} other {# días}}.",
  "confirm.button": "Confirmar",
  "confirm.foot":
    "Recibe esto porque alguien escribió esta dirección en la página de estado de {page}. Si no fue usted, ignórelo: no se enviará nada más.",
  "subscribed.subject": "Recibe avisos de {page}",
  "subscribed.title": "Ya recibe avisos de {page}",
  "subscribed.text":
    "Alguien ha vuelto a pedir avisos con esta dirección. No ha cambiado nada. De qué se le avisa lo elige usted.",
  "subscribed.button": "Elegir o darse de baja",
  "subscribed.foot":
    "Recibe esto porque alguien escribió esta dirección en la página de estado de {page}. No pase el enlace a nadie: quien lo tenga puede cambiar lo que ha elegido.",
  ...statusWords.es,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "Análisis posterior",
  "told.reminder": "Recordatorio",
  "told.rescheduled": "Reprogramado",
  "told.services": "Servicios afectados",
  "told.started": "Inicio: {time}",
  "told.resolved": "Resuelto: {time}",
  "told.window": "{start} a {end}",
  "told.promise": "Próxima actualización antes del {time}",
  "told.see_incident": "Ver la incidencia",
  "told.see_maintenance": "Ver el mantenimiento",
  "told.why": "Recibe este mensaje porque esta dirección sigue la página de estado de {page}.",
  "told.manage": "Elegir lo que recibe",
  "told.unsubscribe": "Cancelar la suscripción",
  "told.shared":
    "Varias personas leen este buzón, así que no se puede dar de baja desde aquí. Consulte a quienes llevan la página.",
  "impact.none": "Ninguno",
  "impact.minor": "Menor",
  "impact.major": "Grave",
  "impact.critical": "Crítico",
  "notice.opened": "Nuevo incidente",
  "notice.missed": "La actualización prometida se retrasa",
  "notice.silent": "Sin actualizaciones desde hace {duration}",
  "notice.test": "Prueba",
  "notice.test_title": "Los avisos llegan aquí",
  "notice.test_text": "Alguien ha probado si llegan los avisos de {organization}. No hay nada que hacer.",
  "notice.impact": "Impacto: {impact}",
  "notice.open_for": "Abierto desde hace {duration}",
  "notice.promised": "La próxima actualización estaba prometida para {time}.",
  "notice.post": "Publicar una actualización",
  "notice.open": "Abrir Fanal",
  "notice.manage": "Cambiar los avisos",
  "notice.why_team": "Recibe este mensaje porque está en el equipo {team} de {organization}.",
  "notice.why_all": "Recibe este mensaje porque puede publicar actualizaciones en {organization}.",
  "stopped.subject": "{page} no logra contactar con {endpoint}",
  "stopped.title": "{endpoint} ya no recibe nada",
  "stopped.text":
    "Desde hace una semana no acepta nada de lo que envía la página de estado de {page}. Ya no se le envía nada.",
  "stopped.gone":
    "Ha respondido que no quiere nada más de la página de estado de {page}. Ya no se le envía nada.",
  "stopped.said": "Lo último que dijo: {failure}",
  "stopped.button": "Ver",
  "stopped.foot":
    "Recibe este mensaje porque responde por {endpoint}. Para que vuelva a recibir avisos, suscríbalo de nuevo cuando responda.",
  "layout.copy": "O abra esta dirección:",

  "duration.hours": "{count, plural, one {# hora} many {# de horas} other {# horas}}",
  "duration.minutes": "{count, plural, one {# minuto} many {# de minutos} other {# minutos}}",
  "role.owner": "propietario",
  "role.admin": "administrador",
  "role.responder": "interviniente",
  "role.viewer": "lector",
  "invitation.subject": "Únase a {organization} en Fanal",
  "invitation.preview": "{inviter} le invita a {organization}.",
  "invitation.title": "{inviter} le invita a {organization}",
  "invitation.action": "Aceptar la invitación",
  "invitation.body":
    "{organization} gestiona sus páginas de estado con Fanal. Su rol: {role}. La invitación vale solo para esta dirección, funciona una vez y termina el {moment}.",
  "invitation.foot":
    "Recibe esto porque alguien escribió su dirección. Si no conoce a esa persona, ignórelo: no pasará nada.",
  "verify_address.title": "Confirme su dirección de correo",
  "verify_address.preview": "Un paso más y su cuenta estará lista.",
  "verify_address.action": "Confirmar dirección",
  "verify_address.body":
    "Se le pedirá la contraseña que eligió. Después, su cuenta estará lista. El enlace funciona durante {duration}.",
  "verify_address.foot":
    "Recibe esto porque alguien creó una cuenta de Fanal con su dirección. Si no fue usted, ignórelo: sin usted, la cuenta sigue cerrada.",
  "address_taken.title": "Ya tiene una cuenta",
  "address_taken.preview": "Alguien se registró con su dirección.",
  "address_taken.action": "Iniciar sesión",
  "address_taken.body":
    "Alguien se registró con esta dirección, que ya tiene una cuenta. No se ha cambiado nada. Si fue usted, inicie sesión o <reset>establezca una contraseña nueva</reset>.",
  "address_taken.foot":
    "Recibe esto porque alguien se registró en Fanal con su dirección. Si no fue usted, no tiene que hacer nada: no se le dijo que usted tiene una cuenta.",
  "reset_password.title": "Establezca una contraseña nueva",
  "reset_password.preview": "El enlace funciona una vez, durante {duration}.",
  "reset_password.action": "Establecer contraseña",
  "reset_password.body":
    "El enlace funciona una vez, durante {duration}. Con la contraseña nueva se cierra su sesión en todos los demás sitios.",
  "reset_password.foot":
    "Recibe esto porque alguien pidió una contraseña nueva para su cuenta. Si no fue usted, ignórelo: su contraseña sigue como está.",
  "magic_link.subject": "Su enlace para iniciar sesión",
  "magic_link.preview": "Funciona una vez, durante {duration}.",
  "magic_link.title": "Inicie sesión en Fanal",
  "magic_link.action": "Iniciar sesión",
  "magic_link.body": "El enlace funciona una vez, durante {duration}.",
  "magic_link.foot":
    "Recibe esto porque alguien pidió un enlace para iniciar sesión con su dirección. Si no fue usted, ignórelo y no se lo pase a nadie: quien lo tenga puede iniciar sesión.",
  "approve_new_address.title": "¿Cambiar su dirección de correo?",
  "approve_new_address.preview": "A {newAddress}.",
  "approve_new_address.action": "Cambiar dirección",
  "approve_new_address.body":
    "A partir de entonces iniciará sesión con {newAddress}. Cuando lo acepte aquí, un segundo mensaje lo preguntará allí; solo entonces se cambia. El enlace funciona durante {duration}.",
  "approve_new_address.foot":
    "Recibe esto porque alguien con la sesión iniciada en su cuenta lo pidió. Si no fue usted, no siga el enlace y establezca una contraseña nueva.",
  "verify_new_address.title": "Confirme su nueva dirección de correo",
  "verify_new_address.preview": "Un paso más e iniciará sesión con esta dirección.",
  "verify_new_address.action": "Confirmar dirección",
  "verify_new_address.body":
    "A partir de entonces iniciará sesión con esta dirección. El enlace funciona durante {duration}.",
  "verify_new_address.foot":
    "Recibe esto porque alguien quiere usar su dirección para una cuenta de Fanal. Si no fue usted, ignórelo: no se cambia nada.",
  "account_changed.password_changed": "Se cambió su contraseña",
  "account_changed.address_changed": "Se cambió su dirección de correo",
  "account_changed.two_factor_enabled": "Se activó su segundo factor",
  "account_changed.two_factor_disabled": "Se desactivó su segundo factor",
  "account_changed.passkey_added": "Se añadió una llave de acceso a su cuenta",
  "account_changed.passkey_removed": "Se quitó una llave de acceso de su cuenta",
  "account_changed.action": "No fui yo",
  "account_changed.when": "El {moment}.",
  "account_changed.when_from": "El {moment}, desde la dirección {address}.",
  "account_changed.body":
    "Si fue usted, no tiene que hacer nada. Si no, establezca ahora una contraseña nueva: eso cierra todas las sesiones.",
  "account_changed.foot": "Recibe esto porque afecta a la seguridad de su cuenta de Fanal.",
};
