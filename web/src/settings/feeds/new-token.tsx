import type { FileKind } from "@throughline/shared/feed.ts";
import type { NewFeedToken } from "@throughline/shared/upload-api.ts";
import { type ReactNode, useState } from "react";
import { Notice } from "../../ui/notice.tsx";
import { curlLines } from "./curl-lines.ts";

/** A token the one time that it is shown, and the lines that send a file by it. */
export const NewToken = ({ token, kind }: { token: NewFeedToken; kind: FileKind }): ReactNode => {
  const lines = curlLines(window.location.origin, token.token, kind);
  return (
    <Notice meaning="soon" title="Copy the token now. It is shown this one time." urgent>
      <Copied what="the token" text={token.token} />
      <p>With curl and jq, for example:</p>
      <Copied what="the lines" text={lines} />
    </Notice>
  );
};

const Copied = ({ what, text }: { what: string; text: string }) => {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied.");
    } catch {
      // Refused by the browser, or no secure page: it can be selected.
      setSaid("The browser does not allow that. Select the text and copy it.");
    }
  };
  return (
    <div className="copied">
      <pre>{text}</pre>
      <button type="button" className="button" aria-label={`Copy ${what}`} onClick={copy}>
        Copy
      </button>
      <span aria-live="polite">{said}</span>
    </div>
  );
};
