import type { Catalogue } from "./catalogue.ts";

export const de: Catalogue = {
  minutes: { other: "{n} min" },
  hours: "{hours} h {minutes}",
  aboutMinutes: "etwa {n} min",
  aboutMinutesRange: "etwa {low}–{high} min",
  aboutHoursRange: "etwa {low} bis {high}",
  timeline: {
    title: "Ihr Besuch",
    sinceFirst: "{duration} seit Ihrem ersten Scan",
    whole: "{duration} vom ersten bis zum letzten Scan",
    under: "Unter 1 min",
    after: "{duration} nach {station}",
    siteWording: "Einige Namen stehen wie auf den Plakaten auf {language}.",
    ended: "Dieser Besuch ist beendet. Ihr nächster Scan beginnt einen neuen.",
    emptyTitle: "Noch kein Besuch",
    empty: "Hier sehen Sie, wo Sie waren und wie lange jeder Schritt gedauert hat.",
    emptyHow: "Scannen Sie zum Beginnen den Code auf einem Plakat mit Ihrer Kamera.",
  },
  wait: {
    title: "Als Nächstes",
    usually: "Meistens {station}, {wait}",
    longer: "Das ist länger als üblich. Bitte fragen Sie am Empfang.",
    age: {
      one: "Aus {n} Besuch, {from} bis {to}.",
      other: "Aus {n} Besuchen, {from} bis {to}.",
    },
  },
  undo: {
    action: "Falsche Station? Rückgängig machen",
    done: "{station}, {time}: rückgängig gemacht.",
  },
  reason: {
    title: "Warum sind Sie heute hier?",
    hint: "Sie müssen nicht antworten.",
    chosen: "Grund: {reason}",
  },
  code: {
    action: "Mein Code",
    explain:
      "Zeigen Sie diesen Code dem Tablet an einer Station. Oder scannen Sie ihn mit einem anderen Telefon, um Ihren Besuch dort fortzusetzen.",
    label: "Der Code Ihres Besuchs",
    taken: "Dieses Telefon setzt den Besuch jetzt fort.",
    known: "Dieser Besuch ist schon auf diesem Telefon.",
    elsewhere: "Frühere Scans dieses Besuchs sind auf dem anderen Telefon oder dem Zettel.",
    unreadable: "Dieser Code ist nicht lesbar. Bitte scannen Sie ihn noch einmal.",
    question: "Den Besuch dieses Codes fortsetzen?",
    replaces:
      "Dieses Telefon hat einen eigenen Besuch. Er wird hier nicht mehr angezeigt. Seine Scans zählen weiter, und was noch wartet, wird trotzdem gesendet.",
    confirm: "Besuch des Codes fortsetzen",
    cancel: "Besuch dieses Telefons behalten",
  },
  camera: {
    starting: "Die Kamera wird gestartet.",
    ready: "Halten Sie den Code vor die Kamera.",
    change: "Andere Kamera verwenden",
    retry: "Noch einmal versuchen",
    why: {
      insecure: "Die Kamera funktioniert nur unter einer sicheren Adresse (https).",
      absent: "Dieses Gerät hat keine Kamera, die die Seite nutzen kann.",
      refused:
        "Diese Seite darf die Kamera nicht nutzen. Erlauben Sie es in den Einstellungen des Browsers und versuchen Sie es noch einmal.",
      inUse:
        "Eine andere App nutzt die Kamera. Schließen Sie sie und versuchen Sie es noch einmal.",
      noReader:
        "Der Code-Leser konnte nicht geladen werden. Verbinden Sie sich mit dem Netz und versuchen Sie es noch einmal.",
      stopped: "Die Kamera hat angehalten. Bitte versuchen Sie es noch einmal.",
    },
  },
  scanner: {
    action: "Das nächste Plakat scannen",
    foreign: "Dieser Code gehört nicht zu dieser Klinik.",
    otherwise: "Auch die Kamera-App Ihres Handys liest die Plakate.",
    close: "Kamera schließen",
  },
  end: {
    action: "Ich bin fertig",
    question: "Diesen Besuch beenden? Ihr nächster Scan beginnt einen neuen.",
    confirm: "Besuch beenden",
    cancel: "Noch nicht",
    done: "Ihr Besuch ist beendet. Vielen Dank.",
  },
  sync: {
    title: "Gesendet oder wartend",
    allReceived: "Alles ist angekommen.",
    nothingYet: "Nichts wartet darauf, gesendet zu werden.",
    sending: "Wird gesendet.",
    waiting: { one: "{n} noch nicht gesendet", other: "{n} noch nicht gesendet" },
    since: "seit {time}",
    nextAttempt: "Nächster Versuch um {time}.",
    tryNow: "Jetzt versuchen",
    why: {
      noConnection: "Es besteht keine Verbindung zum Server der Klinik.",
      tooSlow: "Der Server der Klinik hat zu lange nicht geantwortet.",
      notOurs: "Etwas anderes hat geantwortet, vielleicht die Anmeldeseite eines WLANs.",
      busy: "Der Server der Klinik hat dieses Telefon gebeten zu warten.",
      unknownSite:
        "Der Server der Klinik kennt diesen Standort nicht. Bitte sagen Sie es am Empfang.",
      storage: "Der Speicher dieses Telefons hat nicht geantwortet.",
      server: "Der Server der Klinik kann es im Moment nicht annehmen.",
    },
    rejected: { one: "{n} wurde nicht angenommen", other: "{n} wurden nicht angenommen" },
    rejectedWhy: {
      UNKNOWN_STATION: "Die Klinik hat keine Station mit diesem Namen.",
      UNKNOWN_REASON: "Die Klinik verwendet diesen Grund nicht mehr.",
      WRONG_DAY: "Der Server der Klinik konnte nicht erkennen, zu welchem Tag es gehört.",
      UNREADABLE: "Der Server der Klinik konnte es nicht lesen.",
    },
    what: {
      scan: "Scan: {station}",
      void: "Rückgängig gemacht",
      reason: "Grund",
      end: "Ende des Besuchs",
    },
    remove: "Entfernen",
    removeMeans:
      "Es wird von diesem Telefon und aus Ihrer Liste gelöscht. Die Klinik hat es nicht und bekommt es nicht.",
    removeConfirm: "Endgültig entfernen",
    removeCancel: "Behalten",
    removed: "{what}: entfernt.",
    notStored:
      "Dieser Browser lässt die Seite nichts speichern (privates Fenster oder voller Speicher). Scans werden sofort gesendet und gehen verloren, wenn Sie die Seite vorher schließen.",
    insecure:
      "Ihre Scans werden aufgezeichnet, solange Sie online sind. Ohne Verbindung geht es nur mit einer sicheren Adresse (https).",
    storageFailed: "Der Speicher dieses Telefons antwortet nicht. Es wird weiter versucht.",
    notChanged:
      "Der Speicher dieses Telefons hat nicht geantwortet, deshalb wurde nichts geändert. Bitte versuchen Sie es noch einmal.",
  },
  remove: {
    action: "Meinen Besuch löschen",
    title: "Diesen Besuch von diesem Telefon löschen?",
    explain: "Die Liste Ihrer Stationen und Zeiten wird von diesem Telefon entfernt.",
    server:
      "Was die Klinik erhalten hat, bleibt dort: Stationen und Zeiten unter einer Zufallsnummer. Niemand kann erkennen, dass es Ihre sind, deshalb kann sie auch niemand einzeln löschen.",
    serverKeeps: "Die Klinik bewahrt sie ohne zeitliche Grenze auf.",
    serverKeepsDays: {
      one: "Die Klinik bewahrt sie {n} Tag auf.",
      other: "Die Klinik bewahrt sie {n} Tage auf.",
    },
    unsent: { one: "{n} wurde noch nicht gesendet.", other: "{n} wurden noch nicht gesendet." },
    refused: {
      one: "{n}, das nicht angenommen wurde, wird auch gelöscht.",
      other: "{n}, die nicht angenommen wurden, werden auch gelöscht.",
    },
    sendFirst: "Löschen, aber vorher alles senden",
    discard: "Alles löschen, ohne es zu senden",
    confirm: "Besuch löschen",
    cancel: "Behalten",
    done: "Ihr Besuch wurde von diesem Telefon gelöscht.",
    doneSending:
      "Ihr Besuch wurde gelöscht. Was noch wartet, verlässt dieses Telefon, sobald es gesendet ist.",
  },
  about: {
    title: "Was erfasst wird und was nicht",
    collectedTitle: "Erfasst",
    collected: [
      "Welche Plakate Sie gescannt haben und wann",
      "Der Grund Ihres Besuchs, wenn Sie einen aus der Liste wählen",
      "Eine Zufallsnummer für diesen Besuch, auf diesem Telefon erzeugt",
    ],
    notTitle: "Nicht erfasst",
    not: [
      "Ihr Name, Ihr Geburtsdatum, Ihre Krankenakte oder Ihr Termin",
      "Ihr Standort, Ihre Telefonnummer oder Ihre Kontakte",
      "Was Sie eingeben: Es gibt nichts einzugeben",
    ],
    choice: "Scannen ist freiwillig. Ihre Behandlung hängt nicht davon ab.",
  },
  install: {
    title: "Griffbereit halten",
    why: "Auf dem Startbildschirm bleiben auch nicht gesendete Scans länger erhalten.",
    action: "Zum Startbildschirm hinzufügen",
    ios: "Tippen Sie auf „Teilen“, dann auf „Zum Home-Bildschirm“.",
  },
  update: {
    text: "Eine neue Version ist bereit. Sie startet, wenn Sie diese Seite das nächste Mal öffnen.",
    action: "Jetzt verwenden",
  },
};
