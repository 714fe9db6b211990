import * as Effect from "effect/Effect";
import { withTimeout } from "../async/withTimeout.ts";
import type { Database } from "../database/database.ts";
import type { DeliveryOptions, MailFailure } from "./mailOptions.ts";
import { type Claimed, claimMail, dropMail, markSent, retryMail } from "./outbox.ts";
import type { Mailer } from "./smtp.ts";

/** Sends what is in the outbox until it is stopped. */
export interface Delivery {
  /** Waits for what is being sent. */
  readonly stop: () => Promise<void>;
}

/** Seconds for which a message is one process's; sending one takes no longer than the limit. */
const leaseSeconds = 120;
const sendTimeoutMs = 90_000;
/** How many are sent at once. */
const concurrency = 4;

/** 5 s, 10 s, 20 s … up to 5 minutes: the secret is good for an hour. */
const backoff = (attempts: number) => Math.min(300, 5 * 2 ** Math.min(attempts - 1, 10));

/** Whether the message itself was refused, such as for a mailbox that does not exist. */
const isFinal = (error: unknown) => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (
    (code === "EENVELOPE" || code === "EMESSAGE") &&
    typeof responseCode === "number" &&
    responseCode >= 500
  );
};

/** A mail server may quote what it was sent. */
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

/** Sends one message, if one is due: whether there was one. */
const deliverNext = async (
  { database: { queries }, now }: Needs,
  mailer: Mailer,
  onFailure: (failure: MailFailure) => void,
): Promise<boolean> => {
  const mail = await Effect.runPromise(claimMail(queries, now(), leaseSeconds));
  if (mail === undefined) return false;
  try {
    await sendWithin(mailer.send(mail));
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

/** Looks into the outbox again and again. */
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
      // A database that does not answer: what was claimed comes up again.
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
