import type { PatientAlertMessage } from "@throughline/shared/ward-api.ts";

/**
 * The ways by which news leaves the server unasked. None of them holds anything that is not
 * stored: where one fails, the next snapshot still tells.
 */

/** To the screens that subscribed: hints to look again. */
export interface Realtime {
  /** `ward` as in `wardKey`; null for what concerns every ward of the site. */
  broadcast(site: string, ward: string | null, data: PatientAlertMessage["data"]): Promise<void>;
  /** Whoever signs out hears no more; `who` as the staff's gate names a session. */
  hangUp(who: string): Promise<void>;
}

/** To installed tablets that are asleep. Nothing personal leaves: a ward and how many. */
export interface Push {
  /** With which browsers subscribe. */
  publicKey: string;
  /** `ward` as in `wardKey`. Resolves when every subscription of the ward has been tried. */
  send(site: string, ward: string, count: number): Promise<void>;
}

/** To channels that are not the ward's own screens. */
export interface Notify {
  /**
   * Rejects when it was not taken, so that it is tried again; with `isTaken` when only some would
   * not have it, so that the others do not get it twice.
   */
  mail(to: readonly string[], subject: string, text: string): Promise<void>;
  /** A `POST` of JSON. */
  call(webhook: string, body: Record<string, unknown>): Promise<void>;
}

/** For where nobody listens. */
export const silentOutlets: { realtime: Realtime; push: Push; notify: Notify } = {
  realtime: { async broadcast() {}, async hangUp() {} },
  push: { publicKey: "", async send() {} },
  notify: { async mail() {}, async call() {} },
};
