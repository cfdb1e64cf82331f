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
};
