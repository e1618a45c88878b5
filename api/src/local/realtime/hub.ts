import type { ServerMessage } from "@throughline/shared/ward-api.ts";
import type { Realtime } from "../../outlets.ts";
import { isWanted, readMessage, type Subscriptions, subscribe } from "../../realtime.ts";

/** An open WebSocket in the few ways that it is used. */
export interface Socket {
  send(text: string): void;
  /** Asks the other end to show that it is there. */
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
  /** Bytes that wait because the other end does not take them. */
  waitingBytes(): number;
}

export interface Member {
  /** A message of its client. */
  hear(text: string): void;
  /** A sign of life. */
  pong(): void;
  leave(): void;
}

export interface Visitor {
  site: string;
  /** As the staff's gate names it. */
  who: string;
  /** Whether it may listen at any later time. */
  isAllowed(): boolean;
}

export interface Hub extends Realtime {
  isFull(): boolean;
  join(socket: Socket, visitor: Visitor): Member;
  /**
   * To be called regularly: asks every client whether it is there, ends sockets whose client has
   * shown no life since the last call, and those that may listen no more.
   */
  beat(): void;
}

const MAX_SOCKETS = 1_000;
const MAX_BAD_MESSAGES = 20;
const MAX_WAITING_BYTES = 256 * 1024;
/** Close codes of RFC 6455 and, from 4000 on, of our own. */
const VIOLATES_POLICY = 1008;
const SESSION_ENDED = 4401;

interface State {
  socket: Socket;
  visitor: Visitor;
  subscriptions: Subscriptions;
  isAlive: boolean;
  badMessages: number;
}

/** The sockets of this process. */
export const createHub = (): Hub => {
  const members = new Map<Member, State>();
  const say = (socket: Socket, message: ServerMessage) => {
    if (socket.waitingBytes() > MAX_WAITING_BYTES) return socket.terminate();
    socket.send(JSON.stringify(message));
  };

  const signOut = ({ socket }: State) => socket.close(SESSION_ENDED, "Signed out");

  return {
    isFull: () => members.size >= MAX_SOCKETS,

    join(socket, visitor) {
      const subscriptions: Subscriptions = new Map();
      const state: State = { socket, visitor, subscriptions, isAlive: true, badMessages: 0 };
      const member: Member = {
        hear(text) {
          state.isAlive = true;
          const message = readMessage(text);
          if (message?.type === "pong") return;
          if (message?.type === "ping") return say(socket, { type: "pong" });
          const subscribed = subscribe(subscriptions, message);
          if (typeof subscribed !== "string") {
            return say(socket, { type: "subscribed", data: subscribed });
          }
          state.badMessages += 1;
          if (state.badMessages > MAX_BAD_MESSAGES) {
            return socket.close(VIOLATES_POLICY, "Too many messages that are not understood");
          }
          say(socket, { type: "error", data: { message: subscribed } });
        },
        pong() {
          state.isAlive = true;
        },
        leave() {
          members.delete(member);
        },
      };
      members.set(member, state);
      return member;
    },

    beat() {
      for (const state of members.values()) {
        if (!state.isAlive) state.socket.terminate();
        else if (!state.visitor.isAllowed()) signOut(state);
        else {
          state.isAlive = false;
          state.socket.ping();
          say(state.socket, { type: "ping" });
        }
      }
    },

    async broadcast(site, ward, data) {
      for (const state of members.values()) {
        const { socket, visitor, subscriptions } = state;
        if (visitor.site !== site || !isWanted(subscriptions, ward, data.alert_type)) continue;
        if (visitor.isAllowed()) say(socket, { type: "patient_alert", data });
        else signOut(state);
      }
    },

    async hangUp(who) {
      for (const state of members.values()) if (state.visitor.who === who) signOut(state);
    },
  };
};
