import { ConsoleLogger } from "@nestjs/common";
import { trace } from "@opentelemetry/api";
import { currentRequestId } from "./request-id.ts";

/** Writes the ids of the request and of its trace with each line. */
export class RequestLogger extends ConsoleLogger {
  protected override getJsonLogObject(
    ...[message, options]: Parameters<ConsoleLogger["getJsonLogObject"]>
  ) {
    const request = currentRequestId();
    const span = trace.getActiveSpan()?.spanContext();
    return {
      ...super.getJsonLogObject(message, options),
      ...(request !== undefined && { request }),
      // By these names, log viewers find the trace of a line.
      ...(span !== undefined && { trace_id: span.traceId, span_id: span.spanId }),
    };
  }
}
