/** What a slip says, language by language. */
export const slipWords = {
  en: {
    show: "Show this code at every station.",
    measures: "This only measures waiting times. It does not check you in.",
    follow: "You may also scan it with your own phone.",
  },
  es: {
    show: "Muestre este código en cada puesto.",
    measures: "Esto solo mide los tiempos de espera. No registra su llegada.",
    follow: "También puede escanearlo con su propio teléfono.",
  },
  fr: {
    show: "Montrez ce code à chaque poste.",
    measures: "Ceci mesure seulement les temps d’attente. Votre arrivée n’est pas enregistrée.",
    follow: "Vous pouvez aussi le scanner avec votre téléphone.",
  },
  de: {
    show: "Zeigen Sie diesen Code an jeder Station.",
    measures: "Dies misst nur Wartezeiten. Es ist keine Anmeldung.",
    follow: "Sie können ihn auch mit Ihrem eigenen Telefon scannen.",
  },
  pt: {
    show: "Mostre este código em cada posto.",
    measures: "Isto só mede os tempos de espera. Não registra a sua chegada.",
    follow: "Você também pode escaneá-lo com o seu telefone.",
  },
  ar: {
    show: "أظهِر هذا الرمز في كل محطة.",
    measures: "هذا يقيس أوقات الانتظار فقط، ولا يسجّل وصولك.",
    follow: "يمكنك أيضًا مسحه بهاتفك.",
  },
  zh: {
    show: "请在每个站点出示此二维码。",
    measures: "这只用于统计等候时间，不会为您办理报到。",
    follow: "您也可以用自己的手机扫描。",
  },
  hi: {
    show: "यह कोड हर स्टेशन पर दिखाएँ।",
    measures: "यह केवल प्रतीक्षा का समय मापता है। इससे आपके आने की सूचना दर्ज नहीं होती।",
    follow: "आप इसे अपने फ़ोन से भी स्कैन कर सकते हैं।",
  },
};
