/** System notifications of this page. They name a ward and how many beds, and nobody. */

export type NotificationState = "unsupported" | "off" | "on" | "refused";

/** Whether this browser shows them. */
export const readNotificationState = (): NotificationState => {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "refused";
  return Notification.permission === "granted" ? "on" : "off";
};

/** Asks whoever holds the tablet. */
export const askForNotifications = async (): Promise<NotificationState> => {
  await Notification.requestPermission();
  return readNotificationState();
};

/** Shows one where that is allowed and the page is not seen: who looks at it sees it there. */
export const notifyHidden = (text: string): void => {
  if (readNotificationState() !== "on" || document.visibilityState === "visible") return;
  const show = async () => {
    const worker = await navigator.serviceWorker?.getRegistration("/staff/");
    const options = { body: text, tag: "ward", data: { url: location.pathname + location.search } };
    if (worker) await worker.showNotification("Throughline", options);
    else new Notification("Throughline", options);
  };
  show().catch((problem: unknown) => console.warn("no notification", problem));
};
