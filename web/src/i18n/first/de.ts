import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "Wird gespeichert …",
  saved: "Auf diesem Telefon gespeichert.",
  received: "Gespeichert und angekommen.",
  waiting:
    "Auf diesem Telefon gespeichert. Es wird gesendet, sobald wieder eine Verbindung besteht.",
  refused: "Auf diesem Telefon gespeichert, aber von der Klinik nicht angenommen.",
  repeated: "Sie haben hier um {time} gescannt. Das zählt nur einmal.",
  purpose:
    "Dies misst nur Wartezeiten. Sie werden damit nicht angemeldet, und es wird niemand gerufen. Bitte melden Sie sich am Empfang.",
  noStation: "Hier ist keine Station",
  noStationHow:
    "Zu dieser Adresse gibt es keine Station. Bitte scannen Sie den Code auf dem Plakat noch einmal.",
  unstored:
    "Dieses Telefon lässt die Seite nichts speichern. Ihr Scan wird jetzt gesendet: Lassen Sie diese Seite offen.",
  unstoredReceived: "Angekommen. Auf diesem Telefon wurde nichts gespeichert.",
  languages: "Sprache",
};
