import type { Problems } from "../errors/optionProblems.ts";
import { parseSender, type Sender } from "./sender.ts";
import { type ResetMessage, type ResetSecret, writeResetMessage } from "./resetMessage.ts";

/** A message that the mail server did not accept. */
export interface MailFailure {
  readonly userId: number;
  /** Number of attempts. */
  readonly attempts: number;
  /** `true` if it will be retried. */
  readonly willRetry: boolean;
  /** The error of the mail server or the connection. */
  readonly reason: string;
}

/** Options for writing and sending messages. */
export interface MailOptions {
  /** Such as `smtp://user:password@mail.example:587`; `smtps://` for TLS from the start. */
  readonly smtp: string;
  /** Such as `Example <no-reply@example.org>`. */
  readonly from: string;
  /**
   * URL of your page for choosing a new password, with `{user_id}` and `{secret}`, such as
   * `https://app.example/reset#user={user_id}&secret={secret}`. After the `#` the secret does not
   * appear in server logs. Without a URL the message contains only the secret.
   */
  readonly resetUrl?: string | undefined;
  /** Subject. Default: "Your new password". */
  readonly subject?: string | undefined;
  /** Writes the message with the secret. Default: a built-in message. */
  readonly resetMessage?: ((secret: ResetSecret) => ResetMessage) | undefined;
  /** Polling interval of the outbox, in seconds. Default 1. */
  readonly interval?: number | undefined;
  /** Called for each message that the mail server did not accept. */
  readonly onFailure?: ((failure: MailFailure) => void) | undefined;
}

/** The part of the options that handlers use. */
export interface MessageOptions {
  readonly resetMessage: (userId: number, secret: string) => ResetMessage;
}

export interface DeliveryOptions {
  readonly smtp: URL;
  readonly from: Sender;
  readonly intervalMilliseconds: number;
  readonly onFailure: (failure: MailFailure) => void;
}

const isFunction = (value: unknown) => value === undefined || typeof value === "function";
const isLine = (value: unknown) => typeof value === "string" && /^[^\r\n]*\S[^\r\n]*$/.test(value);

const isResetUrl = (text: unknown): boolean =>
  typeof text === "string" &&
  /^https?:\/\//.test(text) &&
  URL.canParse(text) &&
  ["{user_id}", "{secret}"].every((name) => text.split(name).length === 2);

const isLoopback = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** Requires TLS, unless the URL itself disables it. */
const withTls = (smtp: URL): URL => {
  const url = new URL(smtp);
  if (url.protocol === "smtp:" && !isLoopback(url) && !url.searchParams.has("requireTLS")) {
    url.searchParams.set("requireTLS", "true");
  }
  return url;
};

export const resolveMail = (
  given: MailOptions | undefined,
  { require }: Problems,
): { readonly messages: MessageOptions; readonly delivery: DeliveryOptions | undefined } => {
  const { smtp, from = "", resetUrl, subject, resetMessage, onFailure } = given ?? {};
  const { interval = 1 } = given ?? {};
  const sender = typeof from === "string" ? parseSender(from) : undefined;
  const isSmtp = typeof smtp === "string" && /^smtps?:\/\/[^/]/.test(smtp) && URL.canParse(smtp);
  if (given !== undefined) {
    // The value is not repeated in the message, because it contains a password.
    require(isSmtp, "mail.smtp", "a URL such as smtp://user:password@mail.example:587");
    require(sender !==
      undefined, "mail.from", 'one sender such as "Example <no-reply@example.org>"');
    require(resetUrl === undefined ||
      isResetUrl(
        resetUrl,
      ), "mail.resetUrl", "an http or https URL that contains {user_id} and {secret} once each");
    require(subject === undefined || isLine(subject), "mail.subject", "one line of text");
    require(isFunction(resetMessage), "mail.resetMessage", "a function");
    require(isFunction(onFailure), "mail.onFailure", "a function");
    const isTime = Number.isFinite(interval) && interval > 0 && interval <= 3_600;
    require(isTime, "mail.interval", "a number of seconds up to 3600");
  }
  const write = resetMessage ?? ((secret: ResetSecret) => writeResetMessage(secret, subject));
  return {
    messages: {
      resetMessage: (userId, secret) => {
        // Replacement functions, because `$` has a meaning in replacement strings.
        const url = resetUrl
          ?.replace("{user_id}", () => String(userId))
          .replace("{secret}", () => secret);
        return write({ userId, secret, url });
      },
    },
    delivery:
      isSmtp && sender !== undefined
        ? {
            smtp: withTls(new URL(smtp)),
            from: sender,
            intervalMilliseconds: interval * 1_000,
            onFailure: onFailure ?? (() => {}),
          }
        : undefined,
  };
};
