import * as Effect from "effect/Effect";
import { CurrentCall } from "../call-context/currentCall.ts";
import { type Queries, run } from "../database/database.ts";
import type { AuditEvent } from "./auditEvents.ts";

/** What was done to what. Names of fields only: their values are nobody's business later on. */
export interface AuditEntry {
  readonly event: AuditEvent;
  readonly target?: string | undefined;
  readonly fields?: ReadonlyArray<string>;
  /** Where the call itself does not say who makes it, such as a sign-in. */
  readonly clientId?: string | undefined;
}

/** Notes what was done, in the same transaction: there is no change without a note, or the other way. */
export const recordAudit = Effect.fnUntraced(function* (
  queries: Queries,
  seconds: number,
  { event, target, fields = [], clientId }: AuditEntry,
) {
  const { caller, requestId, address } = yield* CurrentCall;
  yield* run(
    queries.insertInto("audit_log").values({
      at: seconds,
      event,
      user_id: caller.userId ?? null,
      client_id: caller.clientId ?? clientId ?? null,
      address: address ?? null,
      request_id: requestId ?? null,
      target: target ?? null,
      fields: JSON.stringify(fields),
    }),
  );
});

/** The trail is kept no longer than it is told to. */
export const removeOldAuditEntries = (queries: Queries, before: number) =>
  run(queries.deleteFrom("audit_log").where("at", "<", before));
