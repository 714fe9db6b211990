import { ConsoleLogger } from "@nestjs/common";
import { currentRequestId } from "./request-id.ts";

/** Writes the id of the request with each line. */
export class RequestIdLogger extends ConsoleLogger {
  protected override getJsonLogObject(
    ...[message, options]: Parameters<ConsoleLogger["getJsonLogObject"]>
  ) {
    const id = currentRequestId();
    const line = super.getJsonLogObject(message, options);
    return id === undefined ? line : { ...line, request: id };
  }
}
