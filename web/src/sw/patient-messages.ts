/** What the patient's page and its worker say to each other. */

/** The tag of a Background Sync: push what waits once there is a connection. */
export const SEND_WAITING = "send-waiting";

/** Asks a waiting worker to take over. */
export const USE_NEW_VERSION = "use-new-version";
