import type { Language } from "./languages.ts";

/** What the page says before anything else is loaded, so it comes with the first bundle. */
export interface FirstStrings {
  saving: string;
  /** The two states of a scan: on this phone only; at the server too. */
  saved: string;
  received: string;
  /** Could not be sent yet, or was refused: more is said below. */
  waiting: string;
  refused: string;
  /** `{time}` stands for when the first of the two scans was. */
  repeated: string;
  purpose: string;
  noStation: string;
  noStationHow: string;
  /** Storage is not available: the scan lives in this page only. */
  unstored: string;
  unstoredReceived: string;
  languages: string;
}

export const firstStrings: Record<Language, FirstStrings> = {
  en: {
    saving: "Saving…",
    saved: "Saved on this phone.",
    received: "Saved and received.",
    waiting: "Saved on this phone. It will be sent when the connection is back.",
    refused: "Saved on this phone, but the clinic did not accept it.",
    repeated: "You scanned here at {time}. This counts once.",
    purpose:
      "This only measures waiting times. It does not check you in or call staff. Please tell the desk.",
    noStation: "No station here",
    noStationHow: "This address names no station. Please scan the code on the poster again.",
    unstored:
      "This phone does not let the page store anything. Your scan is being sent now: keep this page open.",
    unstoredReceived: "Received. Nothing was stored on this phone.",
    languages: "Language",
  },
  es: {
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
  },
  ar: {
    saving: "جارٍ الحفظ…",
    saved: "تم الحفظ على هذا الهاتف.",
    received: "تم الحفظ والاستلام.",
    waiting: "تم الحفظ على هذا الهاتف. سيُرسل عندما يعود الاتصال.",
    refused: "تم الحفظ على هذا الهاتف، لكن العيادة لم تقبله.",
    repeated: "لقد مسحت الرمز هنا في {time}. يُحتسب مرة واحدة.",
    purpose:
      "هذا يقيس أوقات الانتظار فقط. لا يسجّل وصولك ولا يستدعي الموظفين. يُرجى إبلاغ مكتب الاستقبال.",
    noStation: "لا توجد محطة هنا",
    noStationHow: "هذا العنوان لا يشير إلى أي محطة. يُرجى مسح الرمز الموجود على الملصق مرة أخرى.",
    unstored:
      "لا يسمح هذا الهاتف للصفحة بحفظ أي شيء. يجري إرسال المسح الآن: أبقِ هذه الصفحة مفتوحة.",
    unstoredReceived: "تم الاستلام. لم يُحفظ أي شيء على هذا الهاتف.",
    languages: "اللغة",
  },
};
