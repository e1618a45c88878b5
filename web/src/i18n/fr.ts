import type { Catalogue } from "./catalogue.ts";

export const fr: Catalogue = {
  minutes: { other: "{n} min" },
  hours: "{hours} h {minutes}",
  aboutMinutes: "environ {n} min",
  aboutMinutesRange: "environ {low} à {high} min",
  aboutHoursRange: "environ {low} à {high}",
  timeline: {
    title: "Votre visite",
    sinceFirst: "{duration} depuis votre premier scan",
    whole: "{duration} du premier au dernier scan",
    under: "Moins de 1 min",
    after: "{duration} après {station}",
    siteWording: "Certains noms sont en {language}, comme sur les affiches.",
    ended: "Cette visite est terminée. Votre prochain scan en commence une nouvelle.",
    emptyTitle: "Pas encore de visite",
    empty: "Vous verrez ici où vous êtes passé et combien de temps chaque étape a duré.",
    emptyHow: "Pour commencer, scannez le code d’une affiche avec votre appareil photo.",
  },
  wait: {
    title: "Ensuite",
    usually: "D’habitude {station}, {wait}",
    longer: "C’est plus long que d’habitude. Adressez-vous à l’accueil.",
    age: {
      one: "D’après {n} visite, du {from} au {to}.",
      other: "D’après {n} visites, du {from} au {to}.",
    },
  },
  undo: { action: "Mauvais poste ? Annuler", done: "{station}, {time} : annulé." },
  reason: {
    title: "Pourquoi venez-vous aujourd’hui ?",
    hint: "Vous n’êtes pas obligé de répondre.",
    chosen: "Motif : {reason}",
  },
  code: {
    action: "Mon code",
    explain:
      "Montrez ce code à la tablette d’un poste. Ou scannez-le avec un autre téléphone pour y continuer votre visite.",
    label: "Le code de votre visite",
    taken: "La visite continue maintenant sur ce téléphone.",
    known: "Cette visite est déjà sur ce téléphone.",
    elsewhere: "Les scans précédents de cette visite sont sur l’autre téléphone ou sur le papier.",
    unreadable: "Ce code est illisible. Veuillez le scanner à nouveau.",
    question: "Continuer la visite de ce code ?",
    replaces:
      "Ce téléphone a sa propre visite. Elle ne sera plus affichée ici. Ses scans comptent toujours, et ce qui est en attente sera quand même envoyé.",
    confirm: "Continuer la visite du code",
    cancel: "Garder la visite de ce téléphone",
  },
  camera: {
    starting: "La caméra s’ouvre.",
    ready: "Placez le code devant la caméra.",
    change: "Utiliser l’autre caméra",
    retry: "Réessayer",
    why: {
      insecure: "La caméra ne fonctionne qu’à une adresse sécurisée (https).",
      absent: "Cet appareil n’a pas de caméra que la page puisse utiliser.",
      refused:
        "Cette page n’a pas le droit d’utiliser la caméra. Autorisez-la dans les réglages du navigateur, puis réessayez.",
      inUse: "Une autre application utilise la caméra. Fermez-la, puis réessayez.",
      noReader:
        "Le lecteur de codes n’a pas pu être chargé. Connectez-vous au réseau, puis réessayez.",
      stopped: "La caméra s’est arrêtée. Veuillez réessayer.",
    },
  },
  scanner: {
    action: "Scanner l’affiche suivante",
    foreign: "Ce code n’est pas un code de cette clinique.",
    otherwise: "L’application appareil photo de votre téléphone lit aussi les affiches.",
    close: "Fermer la caméra",
  },
  end: {
    action: "J’ai terminé",
    question: "Terminer cette visite ? Votre prochain scan en commence une nouvelle.",
    confirm: "Terminer la visite",
    cancel: "Pas encore",
    done: "Votre visite est terminée. Merci.",
  },
  sync: {
    title: "Envoyé ou en attente",
    allReceived: "Tout a été reçu.",
    nothingYet: "Rien n’est en attente d’envoi.",
    sending: "Envoi en cours.",
    waiting: { one: "{n} en attente d’envoi", other: "{n} en attente d’envoi" },
    since: "depuis {time}",
    nextAttempt: "Prochain essai à {time}.",
    tryNow: "Essayer maintenant",
    why: {
      noConnection: "Pas de connexion avec le serveur de l’établissement.",
      tooSlow: "Le serveur de l’établissement a mis trop de temps à répondre.",
      notOurs: "Autre chose a répondu, peut-être la page de connexion d’un réseau Wi-Fi.",
      busy: "Le serveur de l’établissement a demandé à ce téléphone d’attendre.",
      unknownSite:
        "Le serveur de l’établissement ne connaît pas ce lieu. Merci de le signaler à l’accueil.",
      storage: "La mémoire de ce téléphone n’a pas répondu.",
      server: "Le serveur de l’établissement ne peut rien recevoir pour le moment.",
    },
    rejected: { one: "{n} n’a pas été accepté", other: "{n} n’ont pas été acceptés" },
    rejectedWhy: {
      UNKNOWN_STATION: "L’établissement n’a aucun poste de ce nom.",
      UNKNOWN_REASON: "L’établissement n’utilise plus ce motif.",
      WRONG_DAY: "Le serveur de l’établissement n’a pas pu savoir de quel jour il s’agit.",
      UNREADABLE: "Le serveur de l’établissement n’a pas pu le lire.",
    },
    what: {
      scan: "Scan : {station}",
      void: "Annulation",
      reason: "Motif",
      end: "Fin de la visite",
    },
    remove: "Retirer",
    removeMeans:
      "Cela est effacé de ce téléphone et de votre liste. L’établissement ne l’a pas et ne le recevra pas.",
    removeConfirm: "Retirer définitivement",
    removeCancel: "Garder",
    removed: "{what} : retiré.",
    notStored:
      "Ce navigateur ne permet pas à la page d’enregistrer quoi que ce soit (fenêtre privée ou téléphone plein). Les scans sont envoyés aussitôt et sont perdus si vous fermez la page avant.",
    insecure:
      "Vos scans sont enregistrés tant que vous êtes en ligne. Pour fonctionner hors ligne, il faut une adresse sécurisée (https).",
    storageFailed: "La mémoire de ce téléphone ne répond pas. Nouvel essai en cours.",
    notChanged:
      "La mémoire de ce téléphone n’a pas répondu, donc rien n’a changé. Veuillez réessayer.",
  },
  remove: {
    action: "Effacer ma visite",
    title: "Effacer cette visite de ce téléphone ?",
    explain: "La liste de vos postes et de vos heures est retirée de ce téléphone.",
    server:
      "Ce que l’établissement a reçu y reste : des postes et des heures, sous un numéro aléatoire. Personne ne peut savoir que ce sont les vôtres, donc personne ne peut les effacer un par un.",
    serverKeeps: "L’établissement les garde sans limite de durée.",
    serverKeepsDays: {
      one: "L’établissement les garde {n} jour.",
      other: "L’établissement les garde {n} jours.",
    },
    unsent: {
      one: "{n} est encore en attente d’envoi.",
      other: "{n} sont encore en attente d’envoi.",
    },
    refused: {
      one: "{n} qui n’a pas été accepté est effacé aussi.",
      other: "{n} qui n’ont pas été acceptés sont effacés aussi.",
    },
    sendFirst: "Effacer, mais envoyer d’abord ce qui attend",
    discard: "Effacer aussi ce qui attend, sans l’envoyer",
    confirm: "Effacer la visite",
    cancel: "La garder",
    done: "Votre visite a été effacée de ce téléphone.",
    doneSending:
      "Votre visite a été effacée. Ce qui attend quittera ce téléphone dès que ce sera envoyé.",
  },
  about: {
    title: "Ce qui est recueilli et ce qui ne l’est pas",
    collectedTitle: "Recueilli",
    collected: [
      "Les affiches que vous avez scannées, et quand",
      "Le motif de votre visite, si vous en choisissez un dans la liste",
      "Un numéro aléatoire pour cette visite, créé sur ce téléphone",
    ],
    notTitle: "Non recueilli",
    not: [
      "Votre nom, votre date de naissance, votre dossier médical ou votre rendez-vous",
      "Votre position, votre numéro de téléphone ou vos contacts",
      "Ce que vous écrivez : il n’y a rien à écrire",
    ],
    choice: "Scanner est votre choix. Vos soins n’en dépendent pas.",
  },
  install: {
    title: "Gardez cette page à portée de main",
    why: "Sur votre écran d’accueil, les scans non envoyés sont aussi gardés plus longtemps.",
    action: "Ajouter à l’écran d’accueil",
    ios: "Touchez Partager, puis « Sur l’écran d’accueil ».",
  },
  update: {
    text: "Une nouvelle version est prête. Elle démarre la prochaine fois que vous ouvrez cette page.",
    action: "L’utiliser maintenant",
  },
};
