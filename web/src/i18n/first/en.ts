import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "Saving…",
  saved: "Saved on this phone.",
  received: "Saved and received.",
  waiting: "Saved on this phone. It will be sent when the connection is back.",
  refused: "Saved on this phone, but the clinic did not accept it.",
  repeated: "You scanned here at {time}. This counts once.",
  purpose:
    "This only measures waiting times. It does not check you in or call staff. Please tell the desk.",
  noStation: "No station here",
  noStationHow: "This address names no station. Please scan the code on the poster again.",
  unstored:
    "This phone does not let the page store anything. Your scan is being sent now: keep this page open.",
  unstoredReceived: "Received. Nothing was stored on this phone.",
  languages: "Language",
};
