import type { Notify } from "../outlets.ts";

export interface MailAccount {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  smtpUrl: string;
  /** The address that mails come from. */
  mailFrom: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Mails by SMTP: a server of the hospital, or a provider's (Amazon SES has an SMTP endpoint). TLS is
 * used where the server offers it, and its certificate is checked. Without an account every mail is
 * rejected, so that it is seen that nothing leaves.
 */
export const createMailSender = (account: MailAccount | undefined): Notify["mail"] => {
  if (!account) {
    return async () => {
      throw Object.assign(new Error("No mail server is set"), { code: "NO_MAIL_SERVER" });
    };
  }
  return async (to, subject, text) => {
    // Most processes never send one.
    const { createTransport } = await import("nodemailer");
    const transport = createTransport({
      url: account.smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { rejected } = await transport.sendMail({
        from: account.mailFrom,
        to: [...to],
        subject,
        text,
      });
      if (rejected.length > 0) {
        const refused = new Error("Not for all of them");
        throw Object.assign(refused, { code: "SOME_REFUSED", isTaken: true });
      }
    } finally {
      transport.close();
    }
  };
};
