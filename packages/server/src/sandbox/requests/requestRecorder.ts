import { type OperationName, stringifyJson } from "@knetik-users/core/effect";
import type { Fault } from "../fault-injection/fault.ts";

/** A recorded request, without secrets. */
export interface RecordedRequest {
  readonly request_id: string;
  /** Seconds since 1970, by the clock of the sandbox. */
  readonly date: number;
  readonly method: string;
  readonly path: string;
  /** Null for an unknown route. */
  readonly operation: OperationName | null;
  readonly query: { readonly [name: string]: string | ReadonlyArray<string> };
  /** Null if there was none or it cannot be shown. */
  readonly body: unknown;
  /** Null if there is no response yet or the connection was reset. */
  readonly status: number | null;
  /** Null if no fault was injected. */
  readonly fault: Fault | null;
}

/** Maximum size of the log, in entries and in bytes of JSON. */
const maxRequests = 1_000;
const maxBytes = 16_777_216;

/** Reads the current state of a request. */
type Read = () => Promise<RecordedRequest>;

export interface Recorder {
  /** Adds a request in order of arrival. Call the returned function when it has ended. */
  readonly add: (read: Read) => () => void;
  /** Lists requests, newest last. */
  readonly list: () => Promise<ReadonlyArray<RecordedRequest>>;
  readonly count: () => number;
  readonly clear: () => void;
}

interface Entry {
  read: Read;
  bytes: number;
}

export const makeRecorder = (): Recorder => {
  let entries: Array<Entry> = [];
  let bytes = 0;
  const forgetOldest = () => {
    while (entries.length > maxRequests || bytes > maxBytes) bytes -= entries.shift()?.bytes ?? 0;
  };
  return {
    add: (read) => {
      const entry: Entry = { read, bytes: 0 };
      entries.push(entry);
      forgetOldest();
      return () => {
        const ended = read();
        entry.read = () => ended;
        void ended.then((request) => {
          if (!entries.includes(entry)) return;
          entry.bytes = Buffer.byteLength(stringifyJson(request));
          bytes += entry.bytes;
          forgetOldest();
        });
      };
    },
    list: () => Promise.all(entries.map(({ read }) => read())),
    count: () => entries.length,
    clear: () => {
      [entries, bytes] = [[], 0];
    },
  };
};
