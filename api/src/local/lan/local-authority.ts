import "reflect-metadata";
import { isIP } from "node:net";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from "@peculiar/asn1-x509";
import * as x509 from "@peculiar/x509";
import type { LanNames } from "./lan-names.ts";

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** A certificate's life; it is renewed when half of it is over. */
export const CERTIFICATE_DAYS = 30;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const usages: KeyUsage[] = ["sign", "verify"];
type KeyUsage = "sign" | "verify";

/** A key and its certificates in PEM, the server's own first, as TLS wants them. */
export interface ServerCertificate {
  key: string;
  cert: string;
  names: LanNames;
  expiresMs: number;
}

export interface LocalAuthority {
  /** Its certificate in DER, to be given to devices. */
  certificate: Uint8Array<ArrayBuffer>;
  /** SHA-256 of it, as `AB:CD:…`. */
  fingerprint: string;
  expiresMs: number;
  /** Private key and certificate, to be kept by the owner alone. */
  pem: string;
  /** A new key and a certificate for these names, good for 30 days. */
  issue(names: LanNames, nowMs: number): Promise<ServerCertificate>;
}

/**
 * Makes a certificate authority that can vouch for no server but those at addresses of local
 * networks and names in `.local` (name constraints, RFC 5280 section 4.2.1.10): who trusts it stays
 * as safe as before on the Internet, also when its key is stolen.
 */
export const makeAuthority = async (owner: string, nowMs: number): Promise<LocalAuthority> => {
  const keys = await crypto.subtle.generateKey(algorithm, true, usages);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Throughline on ${owner}`] }, { O: ["Throughline local authority"] }],
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(nowMs - DAY_MS),
    notAfter: new Date(nowMs + AUTHORITY_DAYS * DAY_MS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(localNamesOnly())),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return describeAuthority(certificate, keys.privateKey, x509.PemConverter.encode(key, keyTag));
};

/** The authority of a PEM text that `makeAuthority` gave. Throws when it is none. */
export const readAuthority = async (pem: string): Promise<LocalAuthority> => {
  const parts = x509.PemConverter.decodeWithHeaders(pem);
  const key = parts.find(({ type }) => type === keyTag);
  const certificate = parts.find(({ type }) => type === x509.PemConverter.CertificateTag);
  if (!key || !certificate) throw new Error("A key or a certificate is missing.");
  return describeAuthority(
    new x509.X509Certificate(certificate.rawData),
    await crypto.subtle.importKey("pkcs8", key.rawData, algorithm, true, ["sign"]),
    x509.PemConverter.encode(key.rawData, keyTag),
  );
};

const keyTag = x509.PemConverter.PrivateKeyTag;

const describeAuthority = async (
  authority: x509.X509Certificate,
  signingKey: x509.X509CertificateCreateWithKeyParams["signingKey"],
  keyPem: string,
): Promise<LocalAuthority> => {
  const hash = Buffer.from(await authority.getThumbprint("SHA-256")).toString("hex");
  return {
    certificate: new Uint8Array(authority.rawData),
    fingerprint: (hash.toUpperCase().match(/../g) ?? []).join(":"),
    expiresMs: authority.notAfter.getTime(),
    pem: `${keyPem}\n${authority.toString("pem")}\n`,
    async issue(names, nowMs) {
      const keys = await crypto.subtle.generateKey(algorithm, true, usages);
      const expiresMs = nowMs + CERTIFICATE_DAYS * DAY_MS;
      const certificate = await x509.X509CertificateGenerator.create({
        subject: [{ CN: [names[0]] }],
        issuer: authority.subjectName,
        publicKey: keys.publicKey,
        signingKey,
        signingAlgorithm: algorithm,
        notBefore: new Date(nowMs - DAY_MS),
        notAfter: new Date(expiresMs),
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) ? "ip" : "dns", value })),
          ),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
          await x509.AuthorityKeyIdentifierExtension.create(authority),
        ],
      });
      const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
      return {
        key: x509.PemConverter.encode(key, keyTag),
        cert: `${certificate.toString("pem")}\n${authority.toString("pem")}\n`,
        names,
        expiresMs,
      };
    },
  };
};

/** The networks of RFC 1918, 3927, 4193, 4291 and 6598, and the names of RFC 6762. */
const localNamesOnly = () =>
  new NameConstraints({
    permittedSubtrees: new GeneralSubtrees(
      [
        new GeneralName({ dNSName: "local" }),
        ...[
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128",
        ].map((iPAddress) => new GeneralName({ iPAddress })),
      ].map((base) => new GeneralSubtree({ base })),
    ),
  });
