import { Hono } from "hono";
import { html } from "hono/html";
import { plainPage } from "../../routes/plain-page.ts";
import { secureResponses } from "../../routes/responses.ts";
import type { LocalAuthority } from "./local-authority.ts";

export const TRUST_PATH = "/trust";
const certificatePath = `${TRUST_PATH}/throughline.crt`;

/** The page that offers the local authority's certificate to devices, and the certificate. */
export const createTrustPages = (
  authority: Pick<LocalAuthority, "certificate" | "fingerprint">,
  productUrl: () => string,
): Hono => {
  const pages = new Hono();
  pages.use(secureResponses);
  pages.get(TRUST_PATH, (c) => {
    c.header("cache-control", "no-store");
    return c.html(plainPage("Trust this server", steps(authority.fingerprint, productUrl())));
  });
  pages.get(certificatePath, (c) => {
    c.header("cache-control", "no-store");
    // By this type phones offer to install it, where another would only be saved.
    c.header("content-type", "application/x-x509-ca-cert");
    return c.body(authority.certificate);
  });
  return pages;
};

const steps = (fingerprint: string, productUrl: string) => html`<h1>Trust this server</h1>
<p>Once this device trusts the certificate, it opens Throughline safely in this network, also
offline, and may use its camera.</p>
<p><a class="action" href="${certificatePath}">Download the certificate</a></p>
<h2>iPhone or iPad</h2>
<ol>
<li>Use Safari, and allow the download.</li>
<li>Settings › General › VPN &amp; Device Management › Throughline › Install.</li>
<li>Settings › General › About › Certificate Trust Settings: switch Throughline on.</li>
</ol>
<h2>Android</h2>
<ol>
<li>Use Chrome, and keep the download.</li>
<li>In Settings search for “CA certificate”. It is under Security › More security settings ›
Encryption &amp; credentials › Install a certificate.</li>
<li>Install anyway, and choose <code>throughline.crt</code>.</li>
</ol>
<h2>Computer</h2>
<ul>
<li>Windows: open the file, Install certificate, “Trusted Root Certification Authorities”.</li>
<li>Mac: open the file, then in Keychain Access set it to Always Trust.</li>
<li>Chrome on Linux: Settings › Privacy and security › Security › Manage certificates › Import.</li>
</ul>
<p><a class="action" href="${productUrl}">Then open Throughline</a></p>
<h2>Is it the right one?</h2>
<p>It is when the device shows this SHA-256 fingerprint, and the server’s terminal too:</p>
<p><code>${fingerprint}</code></p>
<p>The certificate counts for addresses of local networks and names ending in .local, and for
nothing else on the Internet. You can remove it again where you installed it.</p>`;
