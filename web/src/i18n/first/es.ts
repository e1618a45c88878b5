import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "Guardando…",
  saved: "Guardado en este teléfono.",
  received: "Guardado y recibido.",
  waiting: "Guardado en este teléfono. Se enviará cuando vuelva la conexión.",
  refused: "Guardado en este teléfono, pero el centro no lo ha aceptado.",
  repeated: "Escaneó aquí a las {time}. Cuenta una sola vez.",
  purpose:
    "Esto solo mide los tiempos de espera. No registra su llegada ni avisa al personal. Hable con recepción.",
  noStation: "Aquí no hay ningún puesto",
  noStationHow:
    "Esta dirección no corresponde a ningún puesto. Vuelva a escanear el código del cartel.",
  unstored:
    "Este teléfono no deja que la página guarde nada. El escaneo se está enviando: no cierre esta página.",
  unstoredReceived: "Recibido. No se guardó nada en este teléfono.",
  languages: "Idioma",
};
