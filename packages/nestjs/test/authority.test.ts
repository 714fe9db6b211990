import "reflect-metadata";
import { once } from "node:events";
import type { AddressInfo, Server as TcpServer } from "node:net";
import type { ServerResponse } from "node:http";
import { Controller, Get, Inject, Injectable, Module, Res } from "@nestjs/common";
import { LazyModuleLoader } from "@nestjs/core";
import {
  ClientsModule,
  MessagePattern,
  Transport,
  type ClientProxy,
  type MicroserviceOptions,
} from "@nestjs/microservices";
import { WsAdapter } from "@nestjs/platform-ws";
import { Test } from "@nestjs/testing";
import { SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import type { FetchInit } from "@knetik-users/core";
import * as Effect from "effect/Effect";
import { firstValueFrom, map, mergeMap, type Observable } from "rxjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  InjectUsers,
  UsersContext,
  UsersModule,
  UsersService,
  type UsersCalls,
} from "../src/index.ts";
import { platforms, silent, startApplication, type RunningApplication } from "./application.ts";

/** An API whose user is named after the token of the call. */
const echo = (_: string, { headers }: FetchInit): Promise<Response> =>
  Promise.resolve(
    Response.json({ id: 1, display_name: headers["authorization"]?.slice("Bearer ".length) ?? "" }),
  );
const users = (forwardToken: boolean) =>
  UsersModule.forRoot({
    baseUrl: "http://localhost",
    auth: { token: "service" },
    fetch: echo,
    forwardToken,
  });

const nameOf = async (calls: UsersCalls) => (await calls.getUser("me")).displayName ?? "";
/** The name, or the tag of the error. */
const answerOf = (calls: UsersCalls) =>
  nameOf(calls).catch((error: unknown) => (error as { _tag: string })._tag);

/** Another service of the company, which the application calls over TCP. */
@Controller()
class Scores {
  readonly users: UsersService;
  constructor(@InjectUsers() service: UsersService) {
    this.users = service;
  }
  @MessagePattern("score")
  score() {
    return 7;
  }
  @MessagePattern("owner")
  owner() {
    return answerOf(this.users);
  }
  @MessagePattern("owner-as-service")
  ownerAsService() {
    return answerOf(this.users.asService());
  }
}

/** One worker for all requests. The first request starts it, so it keeps that one's context. */
@Injectable()
class Queue {
  readonly #jobs: Array<() => void> = [];
  #wake: (() => void) | undefined;
  #started = false;

  add<A>(job: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#jobs.push(() => {
        job().then(resolve, reject);
      });
      if (!this.#started) void this.#work();
      this.#wake?.();
    });
  }
  async #work() {
    this.#started = true;
    for (;;) {
      this.#jobs.shift()?.();
      if (this.#jobs.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

@Controller()
class Routes {
  readonly users: UsersService;
  readonly scores: ClientProxy;
  readonly queue: Queue;
  readonly context: UsersContext;
  readonly lazy: LazyModuleLoader;
  static afterAnswer: Promise<ReadonlyArray<unknown>> | undefined;

  constructor(
    @InjectUsers() service: UsersService,
    @Inject("SCORES") scores: ClientProxy,
    @Inject(Queue) queue: Queue,
    @Inject(UsersContext) context: UsersContext,
    @Inject(LazyModuleLoader) lazy: LazyModuleLoader,
  ) {
    this.users = service;
    this.scores = scores;
    this.queue = queue;
    this.context = context;
    this.lazy = lazy;
  }
  #score(): Observable<number> {
    return this.scores.send("score", {});
  }
  @Get("connection")
  connection() {
    return this.#score().pipe(mergeMap(() => nameOf(this.users)));
  }
  @Get("connection/bound")
  boundConnection() {
    const asCaller = this.users.forCurrentRequest();
    return this.#score().pipe(mergeMap(() => nameOf(asCaller)));
  }
  @Get("connection/effect")
  effect() {
    return this.#score().pipe(
      mergeMap(async () => {
        const { effect, result, all } = this.users;
        const viaEffect = await Effect.runPromise(Effect.flip(effect.getUser("me")));
        const viaResult = await result.getUser("me");
        const rows = all.getUsers()[Symbol.asyncIterator]();
        const viaList: unknown = await rows.next().catch((error: unknown) => error);
        return [viaEffect, viaResult.error, viaList].map(
          (error) => (error as { _tag?: string } | undefined)?._tag,
        );
      }),
    );
  }
  @Get("queue")
  queued() {
    return this.queue.add(() => nameOf(this.users));
  }
  @Get("queue/bound")
  boundQueue() {
    const asCaller = this.users.forCurrentRequest();
    return this.queue.add(() => nameOf(asCaller));
  }
  @Get("context")
  seen() {
    return this.#score().pipe(
      map(() => ({ token: this.context.token ?? null, signal: this.context.signal !== undefined })),
    );
  }
  @Get("answered")
  answered(@Res() response: { readonly raw?: ServerResponse } & ServerResponse) {
    const asCaller = this.users.forCurrentRequest();
    const node = response.raw ?? response;
    Routes.afterAnswer = once(node, "close").then(async () => [
      await answerOf(this.users),
      await answerOf(asCaller),
      this.context.token,
    ]);
    node.end();
  }
  @Get("undefined")
  undefinedToken() {
    return answerOf(this.users.as(undefined as unknown as string));
  }
}

@WebSocketGateway()
class Gateway {
  readonly users: UsersService;
  constructor(@InjectUsers() service: UsersService) {
    this.users = service;
  }
  @SubscribeMessage("ask")
  async ask() {
    const as = [this.users, this.users.as("caller"), this.users.asService()];
    return { event: "answer", data: await Promise.all(as.map(answerOf)) };
  }
}

const get = async (running: RunningApplication, path: string, token?: string) => {
  const response = await fetch(`${running.url}/${path}`, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
  const text = await response.text();
  return response.status === 200 ? text : `${response.status} ${text}`;
};

describe.each(platforms)("authority on %s", (platform) => {
  let running: RunningApplication;
  let scores: { readonly port: number; readonly close: () => Promise<unknown> };

  beforeAll(async () => {
    const compiled = await Test.createTestingModule({
      imports: [users(true)],
      controllers: [Scores],
    })
      .setLogger(silent)
      .compile();
    const service = compiled.createNestMicroservice<MicroserviceOptions>({
      transport: Transport.TCP,
      options: { host: "127.0.0.1", port: 0 },
    });
    await service.listen();
    const { port } = service.unwrap<TcpServer>().address() as AddressInfo;
    scores = { port, close: () => service.close() };
    running = await startApplication(
      platform,
      {
        imports: [
          users(true),
          ClientsModule.register([
            { name: "SCORES", transport: Transport.TCP, options: { host: "127.0.0.1", port } },
          ]),
        ],
        providers: [Queue, Gateway],
        controllers: [Routes],
      },
      silent,
      (app) => {
        app.useWebSocketAdapter(new WsAdapter(app));
      },
    );
  });
  afterAll(async () => {
    await running[Symbol.asyncDispose]();
    await scores.close();
  });

  it("answers nobody as the caller whose request opened a shared connection", async () => {
    expect(await get(running, "connection", "ada")).toBe("ada");
    // The connection keeps the context of the first request, which has been answered.
    for (const token of ["eve", undefined]) {
      const answer = await get(running, "connection", token);
      expect(answer).toMatch(/^500 .*"code":"TokenFailure"/);
    }
    expect(await get(running, "connection/effect", "eve")).toBe(
      '["TokenFailure","TokenFailure","TokenFailure"]',
    );
    expect(await get(running, "context", "eve")).toBe('{"token":null,"signal":false}');
    // Bound while the request is open, each caller is itself.
    expect(await get(running, "connection/bound", "eve")).toBe("eve");
    expect(await get(running, "connection/bound")).toBe("");
  });

  it("answers nobody as the caller whose request started a shared queue", async () => {
    expect(await get(running, "queue", "ada")).toBe("ada");
    expect(await get(running, "queue", "eve")).toMatch(/^500 .*TokenFailure/);
    expect(await get(running, "queue")).toMatch(/^500 .*TokenFailure/);
    expect(await get(running, "queue/bound", "eve")).toBe("eve");
    expect(await get(running, "queue/bound")).toBe("");
  });

  it("keeps callers at the same time apart if they are bound", async () => {
    const tokens = Array.from({ length: 20 }, (_, index) => `t${index}`);
    for (const path of ["connection/bound", "queue/bound"]) {
      expect(await Promise.all(tokens.map((token) => get(running, path, token)))).toEqual(tokens);
    }
  });

  it("forwards nothing after the answer, unless it was bound before", async () => {
    await get(running, "answered", "ada");
    expect(await Routes.afterAnswer).toEqual(["TokenFailure", "ada", undefined]);
  });

  it("does not take an undefined token for the service's own", async () => {
    expect(await get(running, "undefined", "ada")).toMatch(/^500 .*TokenFailure/);
  });

  it("says how to name the token", async () => {
    const service = running.app.get(UsersService);
    const { error } = await service.result.getUser("me");
    expect(error).toMatchObject({ _tag: "TokenFailure", reason: "missing", attempts: 0 });
    expect(error?.message).toMatch(/^getUser: .*`as\(token\)`.*`asService\(\)`/);
    expect(() => service.forCurrentRequest()).toThrow("`as(token)`");
    // Needs no token, so it needs no caller.
    const { ok } = await service.result.submitPasswordReset({ email: "ada@example.com" });
    expect(ok).toBe(true);
  });

  it("does not use the service's own token in a gateway, unless told to", async () => {
    const socket = new WebSocket(running.url.replace("http", "ws"));
    await once(socket, "open");
    socket.send(JSON.stringify({ event: "ask", data: {} }));
    const [message] = (await once(socket, "message")) as [MessageEvent<string>];
    socket.close();
    expect(JSON.parse(message.data)).toEqual({
      event: "answer",
      data: ["TokenFailure", "caller", "service"],
    });
  });

  it("does not use the service's own token in a message handler, unless told to", async () => {
    const client = running.app.get<ClientProxy>("SCORES", { strict: false });
    const ask = (pattern: string) => firstValueFrom(client.send<string>(pattern, {}));
    expect(await ask("owner")).toBe("TokenFailure");
    expect(await ask("owner-as-service")).toBe("service");
  });
});

describe.each(platforms)("a lazily loaded module on %s", (platform) => {
  it("does not serve callers with the service's own token", async () => {
    @Module({ imports: [users(true)] })
    class LazyModule {}
    @Controller()
    class LazyRoutes {
      readonly loader: LazyModuleLoader;
      constructor(@Inject(LazyModuleLoader) loader: LazyModuleLoader) {
        this.loader = loader;
      }
      @Get("lazy")
      async lazy() {
        const module = await this.loader.load(() => LazyModule);
        const service = module.get(UsersService, { strict: false });
        return Promise.all([service, service.as("caller"), service.asService()].map(answerOf));
      }
    }
    await using application = await startApplication(platform, { controllers: [LazyRoutes] });
    for (const token of ["ada", undefined]) {
      expect(await get(application, "lazy", token)).toBe('["TokenFailure","caller","service"]');
    }
  });
});

describe.each(platforms)("cancelling on %s", (platform) => {
  it("lets a handler complete its writes after the caller hung up, and cancels its reads", async () => {
    let answerFirst = (): void => {};
    let asked = (): void => {};
    const started = new Promise<void>((resolve) => (asked = resolve));
    const sent: Array<string> = [];
    const api = async (url: string, { method, headers }: FetchInit): Promise<Response> => {
      sent.push(`${method} ${new URL(url).pathname} ${headers["authorization"] ?? ""}`);
      if (sent.length === 1) {
        asked();
        await new Promise<void>((resolve) => (answerFirst = resolve));
      }
      return Response.json({ id: 1 });
    };
    let hungUp = (): void => {};
    const disconnected = new Promise<void>((resolve) => (hungUp = resolve));
    let report = (_: unknown): void => {};
    const reported = new Promise<unknown>((resolve) => (report = resolve));
    @Controller()
    class Changes {
      readonly users: UsersService;
      constructor(@InjectUsers() service: UsersService) {
        this.users = service;
      }
      @Get("changes")
      async changes() {
        new UsersContext().signal?.addEventListener("abort", hungUp);
        await this.users.updateUser("me", { displayName: "Ada" });
        await this.users.updateUser("me", { description: "Ada" });
        report(await this.users.result.getUser("me"));
      }
    }
    await using application = await startApplication(platform, {
      imports: [
        UsersModule.forRoot({ baseUrl: "http://localhost", fetch: api, forwardToken: true }),
      ],
      controllers: [Changes],
    });
    const caller = new AbortController();
    const call = fetch(`${application.url}/changes`, {
      signal: caller.signal,
      headers: { authorization: "Bearer ada" },
    });
    await started;
    caller.abort();
    await expect(call).rejects.toThrow();
    await disconnected;
    answerFirst();
    expect(await reported).toMatchObject({ error: { _tag: "Aborted" } });
    expect(sent).toEqual(["PUT /users/me Bearer ada", "PUT /users/me Bearer ada"]);
  });

  it("does not cancel calls of others when the caller that opened a connection hung up", async () => {
    const queue = new Queue();
    let asked = (): void => {};
    const started = new Promise<void>((resolve) => (asked = resolve));
    let ended = (): void => {};
    const over = new Promise<void>((resolve) => (ended = resolve));
    @Controller()
    class Shared {
      readonly users: UsersService;
      constructor(@InjectUsers() service: UsersService) {
        this.users = service;
      }
      @Get("first")
      async first() {
        await queue.add(() => nameOf(this.users));
        const { signal } = new UsersContext();
        asked();
        await new Promise((resolve) => signal?.addEventListener("abort", resolve));
        setImmediate(ended);
      }
      @Get("second")
      second() {
        return queue.add(() => nameOf(this.users));
      }
    }
    await using application = await startApplication(platform, {
      imports: [users(false)],
      controllers: [Shared],
    });
    const caller = new AbortController();
    const first = fetch(`${application.url}/first`, { signal: caller.signal });
    await started;
    caller.abort();
    await expect(first).rejects.toThrow();
    await over;
    expect(await get(application, "second")).toBe("service");
  });
});
