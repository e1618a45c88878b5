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
  ar: {
    scan: "امسح الرمز بالكاميرا.",
    measures: "هذا يقيس أوقات الانتظار فقط، ولا يسجّل حضورك.",
  },
};
