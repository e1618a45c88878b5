import type { Language } from "./languages.ts";

/** What a station's tablet answers a code with: in the code's own language, read from 2 m away. */
export interface StationWords {
  recorded: string;
  repeated: string;
  foreign: string;
  poster: string;
  failed: string;
}

/** All of them together: the next code may be in any language, and the tablet offline. */
export const stationWords: Record<Language, StationWords> = {
  en: {
    recorded: "Recorded",
    repeated: "Already recorded at {time}",
    foreign: "This code is not one of this clinic’s",
    poster: "This is a poster. Please show the code on your phone or slip",
    failed: "Not recorded. Please tell the desk",
  },
  es: {
    recorded: "Registrado",
    repeated: "Ya se registró a las {time}",
    foreign: "Este código no es de esta clínica",
    poster: "Esto es un cartel. Muestre el código de su teléfono o de su papel",
    failed: "No se registró. Avise en recepción",
  },
  fr: {
    recorded: "Enregistré",
    repeated: "Déjà enregistré à {time}",
    foreign: "Ce code n’est pas un code de cette clinique",
    poster: "Ceci est une affiche. Montrez le code de votre téléphone ou de votre ticket",
    failed: "Non enregistré. Veuillez prévenir l’accueil",
  },
  de: {
    recorded: "Erfasst",
    repeated: "Schon um {time} erfasst",
    foreign: "Dieser Code gehört nicht zu dieser Klinik",
    poster: "Das ist ein Plakat. Zeigen Sie den Code auf Ihrem Handy oder Zettel",
    failed: "Nicht erfasst. Bitte sagen Sie am Empfang Bescheid",
  },
  pt: {
    recorded: "Registrado",
    repeated: "Já registrado às {time}",
    foreign: "Este código não é desta clínica",
    poster: "Isto é um cartaz. Mostre o código do seu telefone ou do seu papel",
    failed: "Não registrado. Avise na recepção",
  },
  ar: {
    recorded: "تم التسجيل",
    repeated: "سبق تسجيله في {time}",
    foreign: "هذا الرمز ليس من رموز هذه العيادة",
    poster: "هذا ملصق. يرجى إظهار الرمز الذي على هاتفك أو ورقتك",
    failed: "لم يُسجَّل. يرجى إبلاغ الاستقبال",
  },
  zh: {
    recorded: "已记录",
    repeated: "已在 {time} 记录过",
    foreign: "这不是本诊所的二维码",
    poster: "这是海报。请出示您手机或纸条上的二维码",
    failed: "未能记录。请告知前台",
  },
  hi: {
    recorded: "दर्ज हो गया",
    repeated: "{time} पर पहले ही दर्ज हो चुका है",
    foreign: "यह कोड इस क्लिनिक का नहीं है",
    poster: "यह पोस्टर है। कृपया अपने फ़ोन या पर्ची का कोड दिखाएँ",
    failed: "दर्ज नहीं हुआ। कृपया रिसेप्शन पर बताएँ",
  },
};
