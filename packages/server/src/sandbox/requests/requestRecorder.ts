import type { OperationName } from "@knetik-users/core/effect";
import type { Fault } from "../fault-injection/fault.ts";

/** A request that came in, without secrets. */
export interface RecordedRequest {
  readonly request_id: string;
  /** Seconds since 1970, by the clock of the sandbox. */
  readonly date: number;
  readonly method: string;
  readonly path: string;
  /** Null where the contract knows none. */
  readonly operation: OperationName | null;
  readonly query: { readonly [name: string]: string | ReadonlyArray<string> };
  /** Null where there was none, or none that can be shown. */
  readonly body: unknown;
  /** Null where there is no answer yet, or the connection was cut instead. */
  readonly status: number | null;
  /** Null where nothing was made to go wrong. */
  readonly fault: Fault | null;
}

/** What is kept at most, in entries and in bytes of their JSON. */
const maxRequests = 1_000;
const maxBytes = 16_777_216;

/** What is known of a request: at once what came in, later how it ended. */
type Read = () => Promise<RecordedRequest>;

export interface Recorder {
  /** Keeps a request, in the order of arrival. The function that comes back is told that it ended. */
  readonly add: (read: Read) => () => void;
  /** The newest last. */
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
          entry.bytes = Buffer.byteLength(JSON.stringify(request));
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
