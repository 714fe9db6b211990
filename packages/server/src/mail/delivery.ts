import * as Effect from "effect/Effect";
import { withTimeout } from "../async/withTimeout.ts";
import type { Database } from "../database/database.ts";
import type { DeliveryOptions, MailFailure } from "./mailOptions.ts";
import { type Claimed, claimMail, dropMail, markSent, retryMail } from "./outbox.ts";
import { parseEmailAddress } from "../database/names/emailAddress.ts";
import type { Mailer } from "./smtp.ts";

/** Sends messages from the outbox until it is stopped. */
export interface Delivery {
  /** Stops and waits for messages that are being sent. */
  readonly stop: () => Promise<void>;
}

/** Seconds for which a process claims a message. Longer than the sending timeout. */
const leaseSeconds = 120;
const sendTimeoutMs = 90_000;
/** Maximum number of messages sent concurrently. */
const concurrency = 4;

/** 5 s, 10 s, 20 s … up to 5 minutes. The secret expires after an hour. */
const backoff = (attempts: number) => Math.min(300, 5 * 2 ** Math.min(attempts - 1, 10));

/** The recipient is not one address, so there is nobody to send to. */
class InvalidRecipient extends Error {
  constructor() {
    super("The recipient is not one e-mail address.");
  }
}

/**
 * Checks whether the message can never be delivered: the mail server rejected it permanently, for
 * example an unknown mailbox.
 */
const isFinal = (error: unknown) => {
  if (error instanceof InvalidRecipient) return true;
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (
    (code === "EENVELOPE" || code === "EMESSAGE") &&
    typeof responseCode === "number" &&
    responseCode >= 500
  );
};

/** The reason of a failure, redacted: a mail server may quote the message. */
const reasonOf = (error: unknown, { body, html }: Claimed): string => {
  const message = error instanceof Error ? error.message : String(error);
  const words = `${body} ${html}`.match(/[\w-]{20,}/g) ?? [];
  return words.reduce((text, word) => text.replaceAll(word, "[redacted]"), message).slice(0, 500);
};

const sendWithin = async (sending: Promise<void>) => {
  const sent = await withTimeout(
    sending.then(() => true),
    sendTimeoutMs,
  );
  if (sent === undefined) {
    throw new Error(`The mail server did not respond within ${sendTimeoutMs} ms.`);
  }
};

interface Needs {
  readonly database: Database;
  /** Whole seconds since 1970. */
  readonly now: () => number;
}

/** Sends one message, if one is due. Returns whether there was one. */
const deliverNext = async (
  { database: { queries }, now }: Needs,
  mailer: Mailer,
  onFailure: (failure: MailFailure) => void,
): Promise<boolean> => {
  const mail = await Effect.runPromise(claimMail(queries, now(), leaseSeconds));
  if (mail === undefined) return false;
  try {
    // Stored by a version that accepted lists of recipients.
    const recipient = parseEmailAddress(mail.recipient);
    if (recipient === undefined) throw new InvalidRecipient();
    await sendWithin(mailer.send(mail, recipient));
  } catch (error) {
    const willRetry = !isFinal(error);
    await Effect.runPromise<unknown, never>(
      willRetry
        ? retryMail(queries, mail, now() + backoff(mail.attempts))
        : dropMail(queries, mail),
    );
    const { user_id: userId, attempts } = mail;
    onFailure({ userId, attempts, willRetry, reason: reasonOf(error, mail) });
    return true;
  }
  await Effect.runPromise(markSent(queries, mail, now()));
  return true;
};

/** Polls the outbox. */
export const startDelivery = (
  services: Needs,
  mailer: Mailer,
  { intervalMilliseconds, onFailure }: Pick<DeliveryOptions, "intervalMilliseconds" | "onFailure">,
): Delivery => {
  const stopping = new AbortController();
  const work = async () => {
    while (!stopping.signal.aborted && (await deliverNext(services, mailer, onFailure)));
  };
  let round = Promise.resolve();
  let isAtWork = false;
  const look = () => {
    if (isAtWork) return;
    isAtWork = true;
    round = Promise.allSettled(Array.from({ length: concurrency }, work)).then(() => {
      // If the database is unavailable, claimed messages become due again.
      isAtWork = false;
    });
  };
  const timer = setInterval(look, intervalMilliseconds);
  timer.unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await round;
    },
  };
};
