import type { Language } from "./languages.ts";

/** What a station's tablet says: it answers a code in the code's own language. */
export interface StationWords {
  /** While nothing is before the camera. */
  show: string;
  recorded: string;
  repeated: string;
  foreign: string;
  poster: string;
  failed: string;
}

/** All of them together: the next code may be in any language, and the tablet offline. */
export const stationWords: Record<Language, StationWords> = {
  en: {
    show: "Show your code to the camera",
    recorded: "Scan saved",
    repeated: "Already scanned at {time}",
    foreign: "This code is not one of this clinic’s",
    poster: "This is a poster. Please show the code on your phone or slip",
    failed: "Not saved. Please tell the desk",
  },
  es: {
    show: "Muestre su código a la cámara",
    recorded: "Escaneo guardado",
    repeated: "Ya se escaneó a las {time}",
    foreign: "Este código no es de esta clínica",
    poster: "Esto es un cartel. Muestre el código de su teléfono o de su papel",
    failed: "No se guardó. Avise en recepción",
  },
  fr: {
    show: "Montrez votre code à la caméra",
    recorded: "Scan sauvegardé",
    repeated: "Déjà scanné à {time}",
    foreign: "Ce code n’est pas un code de cette clinique",
    poster: "Ceci est une affiche. Montrez le code de votre téléphone ou de votre ticket",
    failed: "Non sauvegardé. Veuillez prévenir l’accueil",
  },
  de: {
    show: "Halten Sie Ihren Code vor die Kamera",
    recorded: "Scan gespeichert",
    repeated: "Schon um {time} gescannt",
    foreign: "Dieser Code gehört nicht zu dieser Klinik",
    poster: "Das ist ein Plakat. Zeigen Sie den Code auf Ihrem Handy oder Zettel",
    failed: "Nicht gespeichert. Bitte sagen Sie am Empfang Bescheid",
  },
  pt: {
    show: "Mostre o seu código à câmera",
    recorded: "Leitura salva",
    repeated: "Já lido às {time}",
    foreign: "Este código não é desta clínica",
    poster: "Isto é um cartaz. Mostre o código do seu telefone ou do seu papel",
    failed: "Não foi salvo. Avise na recepção",
  },
  ar: {
    show: "أظهِر رمزك للكاميرا",
    recorded: "تم حفظ المسح",
    repeated: "سبق مسحه في {time}",
    foreign: "هذا الرمز ليس من رموز هذه العيادة",
    poster: "هذا ملصق. يرجى إظهار الرمز الذي على هاتفك أو ورقتك",
    failed: "لم يُحفظ. يرجى إبلاغ الاستقبال",
  },
  zh: {
    show: "请将您的二维码对准摄像头",
    recorded: "扫描已保存",
    repeated: "已在 {time} 扫描过",
    foreign: "这不是本诊所的二维码",
    poster: "这是海报。请出示您手机或纸条上的二维码",
    failed: "未能保存。请告知前台",
  },
  hi: {
    show: "अपना कोड कैमरे को दिखाएँ",
    recorded: "स्कैन सहेजा गया",
    repeated: "{time} पर पहले ही स्कैन हो चुका है",
    foreign: "यह कोड इस क्लिनिक का नहीं है",
    poster: "यह पोस्टर है। कृपया अपने फ़ोन या पर्ची का कोड दिखाएँ",
    failed: "सहेजा नहीं गया। कृपया रिसेप्शन पर बताएँ",
  },
};
