import { reachOf } from "@throughline/shared/reach.ts";
import type { ReactNode } from "react";
import { Notice } from "./notice.tsx";

interface Props {
  publicUrl: string;
  /** What bears the address: "posters", "slips". */
  what: string;
}

/** Says who cannot follow what is printed with this address. Nothing where everybody can. */
export const AddressWarning = ({ publicUrl, what }: Props): ReactNode => {
  const reach = reachOf(new URL(publicUrl).hostname);
  if (reach !== "everybody") {
    return (
      <Notice
        meaning="overdue"
        title={
          reach === "this-computer"
            ? `No phone can open these ${what}: ${publicUrl} is this computer only.`
            : `Only phones in this network can open these ${what}: ${publicUrl} is a private address.`
        }
      >
        <p>
          Start Throughline with the address that phones use, for example{" "}
          <code>
            npm start -- <span className="unbroken">--public-url</span> https://flow.example.org
          </code>
          .
        </p>
      </Notice>
    );
  }
  if (!publicUrl.startsWith("https:")) {
    return (
      <Notice meaning="soon" title={`${publicUrl} is not encrypted.`}>
        <p>Scans are recorded, but phones cannot record offline. That needs an https address.</p>
      </Notice>
    );
  }
  return null;
};
