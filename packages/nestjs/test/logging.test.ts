import { inspect } from "node:util";
import { Writable } from "node:stream";
import { ConsoleLogger, Controller, Get, type LoggerService } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";
import { expect, it } from "vitest";
import { Logger as PinoLogger, LoggerModule } from "nestjs-pino";
import { pino } from "pino";
import {
  effectLogger,
  InjectUsers,
  UsersModule,
  UsersService,
  type UsersModuleOptions,
} from "../src/index.ts";
import { startApplication } from "./application.ts";

const secret = "s3cret-of-the-service";

const start = async (options: Partial<UsersModuleOptions>) => {
  const lines: Array<readonly [level: string, ...unknown[]]> = [];
  const at =
    (level: string) =>
    (...line: Array<unknown>) =>
      lines.push([level, ...line]);
  const logger: LoggerService = {
    log: at("log"),
    error: at("error"),
    warn: at("warn"),
    debug: at("debug"),
  };
  const app = await Test.createTestingModule({
    imports: [
      UsersModule.forRoot({
        baseUrl: "http://localhost",
        retry: { baseDelay: 1, retries: 1 },
        ...options,
      }),
    ],
  })
    .setLogger(logger)
    .compile();
  const users = app.get(UsersService);
  return {
    users,
    app,
    lines: () => lines.filter((line) => line.at(-1) === "UsersService"),
  };
};
const failing = () => Promise.resolve(new Response("", { status: 500 }));

it("logs retries through Nest's logger, with the event as details", async () => {
  const events: Array<string> = [];
  const { users, app, lines } = await start({
    fetch: failing,
    onEvent: ({ type }) => events.push(type),
  });
  await users.result.getUser(1);
  expect(lines()).toEqual([
    [
      "warn",
      expect.objectContaining({
        msg: "Retrying getUser after ServerError",
        type: "retry",
        operation: "getUser",
        attempt: 1,
      }),
      "UsersService",
    ],
    [
      "warn",
      expect.objectContaining({
        msg: "Not retrying getUser: retries",
        type: "give-up",
        reason: "retries",
      }),
      "UsersService",
    ],
  ]);
  // The application's own listener is called, too.
  expect(events).toEqual(["attempt", "retry", "attempt", "give-up"]);
  await app.close();
});

it("logs every attempt if configured, and nothing if disabled", async () => {
  const talking = await start({ fetch: failing, logging: { attempts: true } });
  await talking.users.result.getUser(1);
  expect(talking.lines().filter(([level]) => level === "debug")).toHaveLength(2);
  expect(talking.lines()[0]).toEqual([
    "debug",
    expect.objectContaining({ msg: "GET /users/{id} 500", type: "attempt", status: 500 }),
    "UsersService",
  ]);
  await talking.app.close();
  const quiet = await start({ fetch: failing, logging: false });
  await quiet.users.result.getUser(1);
  expect(quiet.lines()).toEqual([]);
  await quiet.app.close();
});

it("never logs a secret", async () => {
  const { users, app, lines } = await start({
    auth: { grant: "client_credentials", clientId: "c", clientSecret: secret },
    fetch: () => Promise.resolve(Response.json({ error: secret }, { status: 401 })),
    logging: { attempts: true },
  });
  expect((await users.result.getUser(1)).error?._tag).toBe("TokenFailure");
  expect(lines().some(([level]) => level === "error")).toBe(true);
  expect(JSON.stringify(lines())).not.toContain(secret);
  await app.close();
});

it("forwards the logs of an application's own Effects", async () => {
  const { app, lines } = await start({});
  await Effect.runPromise(
    Effect.logWarning("low on gold", { left: 3 }).pipe(
      Effect.provide(Logger.layer([effectLogger()])),
    ),
  );
  expect(lines()).toEqual([["warn", { msg: "low on gold", left: 3 }, "UsersService"]]);
  await app.close();
});

it("loses nothing of what an Effect logs", async () => {
  const { app, lines } = await start({});
  await Effect.runPromise(
    Effect.gen(function* () {
      yield* Effect.logError("failed", new Error("boom"));
      yield* Effect.logInfo(["a", "b"], 7);
      yield* Effect.logInfo("with").pipe(
        Effect.annotateLogs("player", 3),
        Effect.withLogSpan("duel"),
      );
    }).pipe(Effect.provide(Logger.layer([effectLogger()]))),
  );
  const boom: object = expect.objectContaining({ name: "Error", message: "boom" });
  expect(lines()).toEqual([
    ["error", { msg: "failed", error: boom }, undefined, "UsersService"],
    ["log", { msg: "7", values: [["a", "b"]] }, "UsersService"],
    [
      "log",
      { msg: "with", player: 3, spans: { duel: expect.any(Number) as number } },
      "UsersService",
    ],
  ]);
  await app.close();
});

it("prints no secret of a service", async () => {
  const { users, app } = await start({
    auth: { grant: "client_credentials", clientId: "c", clientSecret: secret },
  });
  const shown = [inspect(users, { depth: 9, getters: true }), inspect(users.as("t0ken-t0ken"))];
  // The secret is available through the getter only.
  expect(users.options.auth).toMatchObject({ clientSecret: secret });
  for (const text of [...shown, JSON.stringify(users)]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain("t0ken-t0ken");
  }
  await app.close();
});

it("logs the fields that could not be read", async () => {
  const { users, app, lines } = await start({
    fetch: () => Promise.resolve(Response.json({ id: 1, display_name: 5 })),
  });
  await users.getUser(1);
  expect(lines()).toEqual([
    [
      "warn",
      expect.objectContaining({
        msg: "The response of getUser has unreadable fields: display_name",
        type: "unreadable-fields",
      }),
      "UsersService",
    ],
  ]);
  await app.close();
});

@Controller()
class Routes {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  @Get("user")
  user() {
    return this.users.getUser(1);
  }
}

/** The lines that a failed call and its response write, as JSON. */
const linesOf = async (logger: LoggerService, lines: ReadonlyArray<string>) => {
  const failure = { code: 9, request_id: "upstream-id", result: [] };
  await using running = await startApplication(
    "express",
    {
      imports: [
        UsersModule.forRoot({
          baseUrl: "http://localhost",
          retry: { baseDelay: 1, retries: 1 },
          fetch: () => Promise.resolve(Response.json(failure, { status: 500 })),
        }),
      ],
      controllers: [Routes],
    },
    logger,
  );
  await (await fetch(`${running.url}/user`)).text();
  return lines.map((line) => JSON.parse(line) as { context?: string });
};

const response = {
  error: "ServerError",
  operation: "getUser",
  responseStatus: 502,
  status: 500,
  attempts: 2,
  requestId: "upstream-id",
};

it("keeps the details of its logs with nestjs-pino", async () => {
  const lines: Array<string> = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const compiled = await Test.createTestingModule({
    imports: [LoggerModule.forRoot({ pinoHttp: { logger: pino(stream), autoLogging: false } })],
  }).compile();
  const found = await linesOf(compiled.get(PinoLogger), lines);
  expect(found).toContainEqual(
    expect.objectContaining({
      context: "UsersExceptionFilter",
      msg: expect.stringContaining("getUser: The API failed with status 500.") as string,
      ...response,
    }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({
      context: "UsersService",
      msg: "Retrying getUser after ServerError",
      type: "retry",
      attempt: 1,
    }),
  );
});

class JsonLines extends ConsoleLogger {
  readonly lines: Array<string> = [];
  protected override printAsJson(...[message, options]: Parameters<ConsoleLogger["printAsJson"]>) {
    this.lines.push(JSON.stringify(this.getJsonLogObject(message, options)));
  }
}

it("keeps the details of its logs with Nest's JSON logger, on one line", async () => {
  const logger = new JsonLines({ json: true });
  expect(await linesOf(logger, logger.lines)).toContainEqual(
    expect.objectContaining({
      level: "error",
      context: "UsersExceptionFilter",
      message: {
        msg: expect.stringContaining("getUser: The API failed with status 500.") as string,
        ...response,
      },
    }),
  );
});

it("writes the details behind the message with Nest's text logger", async () => {
  const lines: Array<string> = [];
  class TextLines extends ConsoleLogger {
    protected override printMessages(messages: Array<unknown>) {
      lines.push(...messages.map((message) => this.stringifyMessage(message, "warn")));
    }
  }
  await linesOf(new TextLines({ colors: false }), []);
  expect(lines).toContainEqual(
    expect.stringMatching(/^Retrying getUser after ServerError \{ type: 'retry', .*attempt: 1/),
  );
});
