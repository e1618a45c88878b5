import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "Enregistrement…",
  saved: "Enregistré sur ce téléphone.",
  received: "Enregistré et reçu.",
  waiting: "Enregistré sur ce téléphone. L’envoi se fera au retour de la connexion.",
  refused: "Enregistré sur ce téléphone, mais l’établissement ne l’a pas accepté.",
  repeated: "Vous avez déjà scanné ici à {time}. Cela ne compte qu’une fois.",
  purpose:
    "Ceci mesure seulement les temps d’attente. Votre arrivée n’est pas enregistrée et le personnel n’est pas prévenu. Adressez-vous à l’accueil.",
  noStation: "Aucun poste ici",
  noStationHow:
    "Cette adresse ne correspond à aucun poste. Scannez de nouveau le code de l’affiche.",
  unstored:
    "Ce téléphone ne permet pas à la page d’enregistrer quoi que ce soit. Votre scan est en cours d’envoi : gardez cette page ouverte.",
  unstoredReceived: "Reçu. Rien n’a été enregistré sur ce téléphone.",
  languages: "Langue",
};
