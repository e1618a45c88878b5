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
    measures: "Il mesure seulement les temps d’attente. Il ne vous enregistre pas à l’accueil.",
    follow: "Vous pouvez aussi le scanner avec votre téléphone.",
  },
  de: {
    show: "Zeigen Sie diesen Code an jeder Station.",
    measures: "Er misst nur Wartezeiten. Er meldet Sie nicht an.",
    follow: "Sie können ihn auch mit dem eigenen Handy scannen.",
  },
  pt: {
    show: "Mostre este código em cada posto.",
    measures: "Isto só mede os tempos de espera. Não regista a sua chegada.",
    follow: "Também pode lê-lo com o seu telemóvel.",
  },
  ar: {
    show: "أظهِر هذا الرمز في كل محطة.",
    measures: "هذا يقيس أوقات الانتظار فقط، ولا يسجّل وصولك.",
    follow: "يمكنك أيضًا مسحه بهاتفك.",
  },
  zh: {
    show: "请在每一站出示此二维码。",
    measures: "这只用于统计等候时间，不能代替报到。",
    follow: "您也可以用自己的手机扫描。",
  },
  hi: {
    show: "यह कोड हर स्टेशन पर दिखाएँ।",
    measures: "यह केवल प्रतीक्षा का समय मापता है। इससे आपका पंजीकरण नहीं होता।",
    follow: "आप इसे अपने फ़ोन से भी स्कैन कर सकते हैं।",
  },
};
