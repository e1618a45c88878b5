import type { Language } from "../i18n/languages.ts";

/** What a poster says, language by language. Languages stand side by side on one poster. */
export const posterWords: Record<Language, { scan: string; measures: string }> = {
  en: {
    scan: "Scan with your camera.",
    measures: "This measures waiting times. It does not check you in.",
  },
  es: {
    scan: "Escanee con la cámara.",
    measures: "Esto mide los tiempos de espera. No le registra en recepción.",
  },
  fr: {
    scan: "Scannez avec votre appareil photo.",
    measures: "Ceci mesure les temps d’attente. Votre arrivée n’est pas enregistrée.",
  },
  de: {
    scan: "Mit der Kamera scannen.",
    measures: "Dies misst Wartezeiten. Es ist keine Anmeldung.",
  },
  pt: {
    scan: "Escaneie com a câmera.",
    measures: "Isto mede os tempos de espera. Não registra a sua chegada.",
  },
  ar: {
    scan: "امسح الرمز بالكاميرا.",
    measures: "هذا يقيس أوقات الانتظار فقط، ولا يسجّل حضورك.",
  },
  zh: {
    scan: "请用相机扫码。",
    measures: "这只用于统计等候时间，不会为您办理报到。",
  },
  hi: {
    scan: "अपने कैमरे से स्कैन करें।",
    measures: "यह प्रतीक्षा का समय मापता है। इससे आपके आने की सूचना दर्ज नहीं होती।",
  },
};
