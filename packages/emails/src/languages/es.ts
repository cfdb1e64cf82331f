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
  "layout.copy": "O abra esta dirección:",
};
