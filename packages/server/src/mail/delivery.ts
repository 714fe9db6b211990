import * as Effect from "effect/Effect";
import { withTimeout } from "../async/withTimeout.ts";
import type { Database } from "../database/database.ts";
import type { DeliveryOptions, MailFailure } from "./mailOptions.ts";
import { type Claimed, claimMail, markSent, parkMail, retryMail } from "./outbox.ts";
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
/**
 * Maximum number of messages sent concurrently: without those that hang, in total, and to recipients
 * of the same host.
 */
const concurrency = 10;
const concurrencyWithHanging = 50;
const concurrencyPerHost = 2;
/** Maximum number of messages that hang so long that others no longer wait for them. */
const maxAbandoned = 150;
/** Seconds for which a host gets no messages after one to it hung and failed. */
const pauseSeconds = 60;
/** Maximum number of paused hosts. Each is a condition of a query. */
const maxPausedHosts = 200;

/** 5 s, 10 s, 20 s … up to 5 minutes. The secret expires after an hour. */
const backoff = (attempts: number) => Math.min(300, 5 * 2 ** Math.min(attempts - 1, 10));

/** The recipient is not one address. */
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

/** Sends a claimed message and records the outcome. `deferred` if it is tried again later. */
const deliver = async (
  { database: { queries }, now }: Needs,
  mailer: Mailer,
  mail: Claimed,
  onFailure: (failure: MailFailure) => void,
): Promise<"done" | "deferred"> => {
  try {
    // Stored by a version that accepted lists of recipients.
    const recipient = parseEmailAddress(mail.recipient);
    if (recipient === undefined) throw new InvalidRecipient();
    await sendWithin(mailer.send(mail, recipient));
  } catch (error) {
    const willRetry = !isFinal(error);
    const reason = reasonOf(error, mail);
    await Effect.runPromise<unknown, never>(
      willRetry
        ? retryMail(queries, mail, now() + backoff(mail.attempts))
        : parkMail(queries, mail, now(), reason),
    );
    onFailure({ userId: mail.user_id, attempts: mail.attempts, willRetry, reason });
    return willRetry ? "deferred" : "done";
  }
  await Effect.runPromise(markSent(queries, mail, now()));
  return "done";
};

const hostOf = ({ recipient }: Claimed) => recipient.slice(recipient.lastIndexOf("@") + 1);

/** A message that is being sent. */
interface Sending {
  readonly host: string;
  /** Time of the start, in milliseconds of `performance.now()`. */
  readonly start: number;
}

/** Milliseconds after which a message that is being sent counts as hanging. */
const hangingAfterMs = 2_000;
const ageOf = ({ start }: Sending) => performance.now() - start;
const isHanging = (sending: Sending) => ageOf(sending) >= hangingAfterMs;
/** Milliseconds after which a hanging message makes room even if the maximum of hanging ones is reached. */
const abandonedAfterMs = 10_000;

/** Hosts that get no messages for a while. */
const pausedHosts = (now: () => number) => {
  const until = new Map<string, number>();
  return {
    pause: (host: string) => {
      const [oldest] = until.keys();
      if (until.size >= maxPausedHosts && oldest !== undefined) until.delete(oldest);
      until.set(host, now() + pauseSeconds);
    },
    list: () => {
      for (const [host, end] of until) if (end <= now()) until.delete(host);
      return [...until.keys()];
    },
  };
};

/**
 * Polls the outbox. Messages are sent side by side, so that a host that does not respond delays
 * only its own recipients. Messages that hang make room for others, also if there are many hosts that
 * hang, as one person can have any number of them.
 */
export const startDelivery = (
  services: Needs,
  mailer: Mailer,
  { intervalMilliseconds, onFailure }: Pick<DeliveryOptions, "intervalMilliseconds" | "onFailure">,
): Delivery => {
  const { database, now } = services;
  const stopping = new AbortController();
  const inFlight = new Map<Promise<void>, Sending>();
  /** Still being sent, but no longer counted as in flight. */
  const abandoned = new Map<Promise<void>, Sending>();
  const paused = pausedHosts(now);

  const busyHosts = () => {
    const hosts = [...inFlight.values(), ...abandoned.values()].map(({ host }) => host);
    const full = hosts.filter(
      (host) => hosts.filter((other) => other === host).length >= concurrencyPerHost,
    );
    return [...new Set([...full, ...paused.list()])];
  };
  const isFull = () =>
    inFlight.size >= concurrencyWithHanging ||
    [...inFlight.values()].filter((sending) => !isHanging(sending)).length >= concurrency;
  /** Abandons the oldest message if all in flight hang. */
  const makeRoom = () => {
    if (inFlight.size < concurrencyWithHanging || abandoned.size >= maxAbandoned) return;
    const [oldest] = inFlight;
    if (oldest === undefined || ageOf(oldest[1]) < abandonedAfterMs) return;
    const [delivery, sending] = oldest;
    inFlight.delete(delivery);
    abandoned.set(delivery, sending);
    paused.pause(sending.host);
  };
  const claim = () =>
    Effect.runPromise(
      claimMail(database.queries, now(), { lease: leaseSeconds, busyHosts: busyHosts() }),
    );
  const begin = (mail: Claimed) => {
    const sending: Sending = { host: hostOf(mail), start: performance.now() };
    const delivery = deliver(services, mailer, mail, onFailure)
      .then((outcome) => {
        if (outcome === "deferred" && isHanging(sending)) paused.pause(sending.host);
      })
      // If the database is unavailable, the claimed message becomes due again.
      .catch(() => {})
      .then(() => {
        inFlight.delete(delivery);
        abandoned.delete(delivery);
        look();
      });
    inFlight.set(delivery, sending);
  };
  const fill = async () => {
    for (;;) {
      makeRoom();
      if (stopping.signal.aborted || isFull()) return;
      const mail = await claim();
      if (mail === undefined) return;
      begin(mail);
    }
  };

  let filling = Promise.resolve();
  let isFilling = false;
  let hasRoom = false;
  const look = () => {
    hasRoom = true;
    if (isFilling) return;
    isFilling = true;
    const fillAll = async () => {
      // A message may have ended while the last claim was waiting.
      while (hasRoom && !stopping.signal.aborted) {
        hasRoom = false;
        await fill();
      }
    };
    filling = fillAll()
      // If the database is unavailable, the next round tries again.
      .catch(() => {})
      .then(() => {
        isFilling = false;
      });
  };
  const timer = setInterval(look, intervalMilliseconds);
  timer.unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await filling;
      await Promise.all([...inFlight.keys(), ...abandoned.keys()]);
    },
  };
};
