import { ConsoleLogger } from "@nestjs/common";

/** The service's logger, writing to memory. */
class LogLines extends ConsoleLogger {
  readonly lines: Array<string> = [];

  protected override printAsJson(
    ...[message, options]: Parameters<ConsoleLogger["printAsJson"]>
  ): void {
    this.lines.push(JSON.stringify(this.getJsonLogObject(message, options)));
  }
}

export const logLines = (): LogLines => new LogLines({ json: true });
