/*
 * The page for browsers before Chrome 87 and Safari 14, in ECMAScript 5: it sends the scan at once
 * and says so.
 * There is no journal here, so a scan that cannot be sent waits only as long as this page is open.
 */
(function () {
  "use strict";

  var SAME_SCAN_MS = 60000;
  var VISIT_LIMIT_MS = 43200000;
  var KEY = "throughline-older-browser";

  var strings = {
    en: {
      sending: "Sending your scan.",
      received: "Received.",
      failed: "Your scan could not be sent. Keep this page open and try again.",
      refused: "The clinic did not accept this scan. Please tell the desk.",
      again: "Try again",
      purpose:
        "This only measures waiting times. It does not check you in or call staff. Please tell the desk.",
      older:
        "This browser is too old to show your visit or to work offline. Scans are still counted while you are online.",
      nowhere: "Scan the code on a poster with your camera.",
    },
    es: {
      sending: "Enviando el escaneo.",
      received: "Recibido.",
      failed: "No se pudo enviar el escaneo. No cierre esta página e inténtelo de nuevo.",
      refused: "El centro no ha aceptado este escaneo. Hable con recepción.",
      again: "Intentar de nuevo",
      purpose:
        "Esto solo mide los tiempos de espera. No registra su llegada ni avisa al personal. Hable con recepción.",
      older:
        "Este navegador es demasiado antiguo para mostrar su visita o funcionar sin conexión. Los escaneos se cuentan mientras tenga conexión.",
      nowhere: "Escanee el código de un cartel con la cámara.",
    },
    ar: {
      sending: "يجري إرسال المسح.",
      received: "تم الاستلام.",
      failed: "تعذّر إرسال المسح. أبقِ هذه الصفحة مفتوحة وحاول مرة أخرى.",
      refused: "لم تقبل العيادة هذا المسح. يُرجى إبلاغ مكتب الاستقبال.",
      again: "حاول مرة أخرى",
      purpose:
        "هذا يقيس أوقات الانتظار فقط. لا يسجّل وصولك ولا يستدعي الموظفين. يُرجى إبلاغ مكتب الاستقبال.",
      older:
        "هذا المتصفح قديم جدًا لعرض زيارتك أو للعمل دون اتصال. تُحتسب عمليات المسح ما دمت متصلًا.",
      nowhere: "امسح الرمز الموجود على أحد الملصقات بالكاميرا.",
    },
    fr: {
      sending: "Envoi de votre scan.",
      received: "Reçu.",
      failed: "Votre scan n’a pas pu être envoyé. Gardez cette page ouverte et réessayez.",
      refused: "L’établissement n’a pas accepté ce scan. Adressez-vous à l’accueil.",
      again: "Réessayer",
      purpose:
        "Ceci mesure seulement les temps d’attente. Votre arrivée n’est pas enregistrée et le personnel n’est pas prévenu. Adressez-vous à l’accueil.",
      older:
        "Ce navigateur est trop ancien pour afficher votre visite ou fonctionner hors ligne. Vos scans sont tout de même comptés quand vous êtes en ligne.",
      nowhere: "Scannez le code d’une affiche avec votre appareil photo.",
    },
    de: {
      sending: "Ihr Scan wird gesendet.",
      received: "Angekommen.",
      failed:
        "Ihr Scan konnte nicht gesendet werden. Lassen Sie diese Seite offen und versuchen Sie es noch einmal.",
      refused: "Die Klinik hat diesen Scan nicht angenommen. Bitte melden Sie sich am Empfang.",
      again: "Noch einmal versuchen",
      purpose:
        "Dies misst nur Wartezeiten. Sie werden damit nicht angemeldet, und es wird niemand gerufen. Bitte melden Sie sich am Empfang.",
      older:
        "Dieser Browser ist zu alt, um Ihren Besuch zu zeigen oder ohne Verbindung zu arbeiten. Scans werden trotzdem gezählt, solange Sie online sind.",
      nowhere: "Scannen Sie den Code auf einem Plakat mit Ihrer Kamera.",
    },
    pt: {
      sending: "Enviando a leitura.",
      received: "Recebido.",
      failed: "Não foi possível enviar a leitura. Mantenha esta página aberta e tente de novo.",
      refused: "A clínica não aceitou esta leitura. Fale com a recepção.",
      again: "Tentar de novo",
      purpose:
        "Isto só mede os tempos de espera. Não registra a sua chegada nem chama a equipe. Fale com a recepção.",
      older:
        "Este navegador é antigo demais para mostrar a sua visita ou funcionar sem conexão. As leituras são contadas enquanto você estiver conectado.",
      nowhere: "Escaneie o código de um cartaz com a câmera.",
    },
    zh: {
      sending: "正在发送您的扫码记录。",
      received: "已收到。",
      failed: "您的扫码记录未能发送。请不要关闭本页面，然后重试。",
      refused: "诊所没有接受这次扫码。请到前台告知。",
      again: "重试",
      purpose: "这只用于统计等候时间，不会为您办理报到，也不会通知工作人员。请到前台告知。",
      older: "这个浏览器太旧，无法显示您的就诊过程或离线使用。联网时扫码仍会被记录。",
      nowhere: "请用相机扫描海报上的二维码。",
    },
    hi: {
      sending: "आपका स्कैन भेजा जा रहा है।",
      received: "मिल गया।",
      failed: "आपका स्कैन नहीं भेजा जा सका। इस पेज को खुला रखें और फिर से कोशिश करें।",
      refused: "क्लिनिक ने यह स्कैन स्वीकार नहीं किया। कृपया रिसेप्शन पर बताएँ।",
      again: "फिर से कोशिश करें",
      purpose:
        "यह केवल प्रतीक्षा का समय मापता है। इससे आपके आने की सूचना दर्ज नहीं होती और कर्मचारियों को नहीं बुलाया जाता। कृपया रिसेप्शन पर बताएँ।",
      older:
        "यह ब्राउज़र इतना पुराना है कि आपकी विज़िट नहीं दिखा सकता और ऑफ़लाइन काम नहीं कर सकता। जब तक आप ऑनलाइन हैं, स्कैन गिने जाते हैं।",
      nowhere: "अपने कैमरे से किसी पोस्टर का कोड स्कैन करें।",
    },
  };

  var language = String(navigator.language || "en")
    .toLowerCase()
    .split("-")[0];
  if (!strings[language]) language = "en";
  var say = strings[language];
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";

  var root = document.getElementById("first");

  function add(tag, text) {
    var element = document.createElement(tag);
    element.appendChild(document.createTextNode(text));
    root.appendChild(element);
    return element;
  }

  function twoDigits(number) {
    return number < 10 ? "0" + number : String(number);
  }

  function localDay(date) {
    return (
      date.getFullYear() + "-" + twoDigits(date.getMonth() + 1) + "-" + twoDigits(date.getDate())
    );
  }

  /* A UUID, version 4. */
  function newId() {
    var crypto = window.crypto || window.msCrypto;
    var hex = "";
    var bytes = crypto ? crypto.getRandomValues(new Uint8Array(16)) : [];
    for (var index = 0; index < 16; index++) {
      var byte = crypto ? bytes[index] : Math.floor(Math.random() * 256);
      if (index === 6) byte = (byte & 15) | 64;
      if (index === 8) byte = (byte & 63) | 128;
      hex += (byte < 16 ? "0" : "") + byte.toString(16);
      if (index === 3 || index === 5 || index === 7 || index === 9) hex += "-";
    }
    return hex;
  }

  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "{}");
    } catch (problem) {
      return {};
    }
  }

  function remember(state) {
    try {
      localStorage.setItem(KEY, JSON.stringify(state));
    } catch (problem) {
      /* Storage is blocked: the next scan begins a visit of its own. */
    }
  }

  function leaveAddress() {
    if (window.history && history.replaceState) history.replaceState(null, "", "/visit");
  }

  /* A reload or a way back. */
  function isReturn() {
    return Boolean(window.performance && performance.navigation && performance.navigation.type);
  }

  function startScan(site, station) {
    var now = new Date();
    var state = remembered();
    var visit = state[site];
    var sinceLast = visit ? Math.abs(now.getTime() - visit.lastMs) : Infinity;
    add("h1", station.charAt(0).toUpperCase() + station.slice(1).replace(/-/g, " "));
    var status = add("p", say.sending);
    status.setAttribute("role", "status");
    add("p", say.purpose);
    add("p", say.older);
    var repeated =
      visit && visit.lastStation === station && (sinceLast < SAME_SCAN_MS || isReturn());
    if (repeated && visit.received) {
      status.firstChild.data = say.received;
      leaveAddress();
      return;
    }
    var bootId = newId();
    /* The server may have this scan, only its answer was lost: it goes again as the same entry. */
    var entry = repeated && visit.entry;
    if (!entry) {
      if (!visit || sinceLast > VISIT_LIMIT_MS) {
        visit = { visitId: newId(), visitDay: localDay(now), visitStartedAt: now.toISOString() };
      }
      visit.lastMs = now.getTime();
      visit.lastStation = station;
      visit.received = false;
      visit.entry = entry = {
        id: newId(),
        stream: "visit",
        type: "scan",
        seq: now.getTime(),
        deviceAt: now.toISOString(),
        bootId: bootId,
        monotonicMs: 0,
        body: {
          visitId: visit.visitId,
          visitDay: visit.visitDay,
          visitStartedAt: visit.visitStartedAt,
          station: station,
        },
      };
      state[site] = visit;
      remember(state);
    }

    var retry = add("button", say.again);
    retry.type = "button";
    retry.style.display = "none";

    function finish(text, mayRetry) {
      status.firstChild.data = text;
      retry.style.display = mayRetry ? "" : "none";
    }

    function send(corrections) {
      var sentAt = new Date();
      var request = new XMLHttpRequest();
      finish(say.sending, false);
      request.open("POST", "/api/v1/public/sites/" + encodeURIComponent(site) + "/scans");
      request.setRequestHeader("Content-Type", "application/json");
      request.timeout = 15000;
      request.onload = function () {
        var result;
        try {
          result = JSON.parse(request.responseText).results[0];
        } catch (problem) {
          result = null;
        }
        if (request.status !== 200 || !result) {
          finish(request.status === 400 ? say.refused : say.failed, request.status !== 400);
        } else if (result.code === "WRONG_DAY" && result.visitDay && corrections === 0) {
          visit.visitDay = entry.body.visitDay = result.visitDay;
          remember(state);
          send(1);
        } else if (result.status === "rejected") {
          finish(say.refused, false);
        } else {
          visit.received = true;
          delete visit.entry;
          remember(state);
          leaveAddress();
          finish(say.received, false);
        }
      };
      request.onerror = request.ontimeout = function () {
        finish(say.failed, true);
      };
      request.send(
        JSON.stringify({
          sentAt: sentAt.toISOString(),
          bootId: bootId,
          monotonicMs: Math.max(0, sentAt.getTime() - now.getTime()),
          entries: [entry],
        }),
      );
    }

    retry.onclick = function () {
      send(0);
    };
    send(0);
  }

  var code = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;
  var parts = /^\/s\/(?:([^/]+)\/)?([^/]+)\/?$/.exec(location.pathname.toLowerCase());
  var site = (parts && parts[1]) || "main";
  if (parts && code.test(site) && code.test(parts[2])) {
    startScan(site, parts[2]);
  } else {
    add("p", say.nowhere);
    add("p", say.older);
  }
})();
