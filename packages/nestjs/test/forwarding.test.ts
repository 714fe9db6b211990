import { AsyncResource } from "node:async_hooks";
import { request, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Controller, Get, Inject, Injectable, Module, Post, UseGuards } from "@nestjs/common";
import type { CanActivate, INestApplication, MiddlewareConsumer, NestModule } from "@nestjs/common";
import type { FetchInit } from "@knetik-users/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";
import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import {
  InjectUsers,
  outsideOfRequests,
  type UsersCalls,
  UsersContext,
  UsersModule,
  UsersService,
} from "../src/index.ts";
import { platforms, silent, startApplication } from "./application.ts";

/** An API where the token is the caller's user id. It responds after a delay. */
const echo = async (_: string, { headers, body = "" }: FetchInit): Promise<Response> => {
  const token = headers["authorization"]?.replace("Bearer ", "") ?? "0";
  await sleep(Math.random() * 20);
  const { username } = (body === "" ? {} : JSON.parse(body)) as { username?: string };
  return Response.json({ id: Number(token.replace(/\D/g, "")), display_name: token, username });
};

/** The error of a call that has no request to forward the token of. */
const refused = {
  _tag: "TokenFailure",
  reason: "missing",
  operation: "getUser",
  attempts: 0,
  message: expect.stringContaining("`as(token)`") as string,
};

@Injectable()
class Deep {
  readonly users: UsersService;
  readonly context: UsersContext;
  constructor(@InjectUsers() users: UsersService, @Inject(UsersContext) context: UsersContext) {
    this.users = users;
    this.context = context;
  }
  async me() {
    await sleep(Math.random() * 10);
    const first = await this.users.getUser("me");
    const { effect } = this.users;
    const [second, third] = await Promise.all([
      this.users.result.getUser("me"),
      // The second call runs in a nested fiber, after other fibers had their turn.
      Effect.runPromise(
        Effect.all([effect.getUser("me"), Effect.andThen(Effect.sleep(5), effect.getUser("me"))], {
          concurrency: "unbounded",
        }),
      ),
    ]);
    const effects = new Set(third.map(({ displayName }) => displayName));
    return [first.displayName, second.value?.displayName, [...effects].join(), this.context.token];
  }
}

@Injectable()
class AskingGuard implements CanActivate {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  async canActivate(): Promise<boolean> {
    const { displayName } = await this.users.getUser("me");
    return displayName !== "own";
  }
}

@Controller()
class Everything {
  readonly deep: Deep;
  readonly users: UsersService;
  constructor(@Inject(Deep) deep: Deep, @InjectUsers() users: UsersService) {
    this.deep = deep;
    this.users = users;
  }
  @Get("me")
  me() {
    return this.deep.me();
  }
  @Post("me")
  @UseGuards(AskingGuard)
  postMe() {
    return this.deep.me();
  }
  @Get("own")
  async own() {
    const own = await this.users.asService().getUser("me");
    const raw = await Effect.runPromise(this.users.effect.getUser("me"));
    const named = await this.users.as("t77").getUser("me");
    const bound = await Effect.runPromise(this.users.as("t78").effect.getUser("me"));
    const given = await this.users.getUser("me", { token: "t79" });
    return [own, raw, named, bound, given].map(({ displayName }) => displayName);
  }
}

const application = (forwardToken: boolean) => {
  @Module({
    imports: [
      UsersModule.forRoot({
        baseUrl: "http://localhost",
        auth: { token: "own" },
        fetch: echo,
        forwardToken,
      }),
    ],
    providers: [Deep, AskingGuard],
    controllers: [Everything],
  })
  class AppModule {}
  return AppModule;
};

describe.each(platforms)("on %s", (platform) => {
  it("forwards each request's own token, 200 at a time, from singletons", async () => {
    await using running = await startApplication(platform, { imports: [application(true)] });
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const token = `t${index}`;
        const response = await fetch(`${running.url}/me`, {
          ...(index % 2 === 0 && {
            method: "POST",
            body: JSON.stringify({ padding: "x".repeat(index) }),
          }),
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        });
        return { token, seen: (await response.json()) as unknown };
      }),
    );
    for (const { token, seen } of answers) expect(seen).toEqual([token, token, token, token]);
    // Outside of requests the service uses its own token only when told to.
    const users = running.app.get(UsersService);
    expect((await users.asService().getUser("me")).displayName).toBe("own");
    await expect(users.getUser("me")).rejects.toMatchObject(refused);
  });

  it("keeps the caller when the body arrives late and in parts", async () => {
    await using running = await startApplication(platform, { imports: [application(true)] });
    const ask = (token: string) =>
      new Promise<string>((resolve, reject) => {
        const call = request(`${running.url}/me`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        });
        call.once("error", reject);
        call.once("response", (response) => {
          text(response).then(resolve, reject);
        });
        call.write('{"padding":');
        setTimeout(() => call.end(`"${token}"}`), 20);
      });
    const answers = await Promise.all(["t1", "t2", "t3"].map(ask));
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toEqual(
      ["t1", "t2", "t3"].map((token) => [token, token, token, token]),
    );
  });

  it("never falls back to the service's own token for a caller without one", async () => {
    await using running = await startApplication(platform, { imports: [application(true)] });
    for (const method of ["GET", "POST"]) {
      const response = await fetch(`${running.url}/me`, {
        method,
        ...(method === "POST" && {
          body: "{}",
          headers: { "content-type": "application/json" },
        }),
      });
      expect(await response.json()).toEqual(["0", "0", "0"].concat([null as never]));
    }
  });

  it("sends a given token with a call", async () => {
    await using running = await startApplication(platform, { imports: [application(true)] });
    const response = await fetch(`${running.url}/own`, { headers: { authorization: "Bearer t1" } });
    expect(await response.json()).toEqual(["own", "t1", "t77", "t78", "t79"]);
  });

  it("forwards nothing by default", async () => {
    await using running = await startApplication(platform, { imports: [application(false)] });
    const response = await fetch(`${running.url}/me`, { headers: { authorization: "Bearer t1" } });
    expect(await response.json()).toEqual(["own", "own", "own", "t1"]);
  });
});

describe.each(platforms)("on %s", (platform) => {
  /** Calls the API from middleware that the application registered before everything else. */
  const asking = async (users: () => UsersService) => (await users().getUser("me")).displayName;

  it("forwards in middleware that runs before the module", async () => {
    const compiled = await Test.createTestingModule({ imports: [application(true)] })
      .setLogger(silent)
      .compile();
    const users = () => compiled.get(UsersService);
    const seen: Array<string | undefined> = [];
    const remember = (done: () => void) => {
      void asking(users).then((name) => {
        seen.push(name);
        done();
      });
    };
    let app: INestApplication;
    if (platform === "express") {
      app = compiled.createNestApplication();
      app.use((_request: unknown, _response: unknown, next: () => void) => {
        remember(next);
      });
    } else {
      const fastify = compiled.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
      fastify
        .getHttpAdapter()
        .getInstance()
        .addHook("onRequest", (_request, _reply, done) => {
          remember(done);
        });
      app = fastify;
    }
    await app.listen(0, "127.0.0.1");
    const url = `${await app.getUrl()}/me`;
    const tokens = Array.from({ length: 50 }, (_, index) => `t${index + 1}`);
    await Promise.all(
      tokens.map(async (token) => {
        await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text();
      }),
    );
    expect(new Set(seen)).toEqual(new Set(tokens));
    expect(seen).toHaveLength(50);
    seen.length = 0;
    await (await fetch(url)).text();
    expect(seen).toEqual(["0"]);
    // Work between requests belongs to no request.
    await expect(asking(users)).rejects.toMatchObject(refused);
    (app.getHttpServer() as Server).closeAllConnections();
    await app.close();
  });

  it("reads a list twice with the token of the request that created it", async () => {
    @Controller()
    class Lists {
      readonly users: UsersService;
      constructor(@InjectUsers() users: UsersService) {
        this.users = users;
      }
      @Get("list")
      async list() {
        const { signal } = new AbortController();
        const rows = this.users.all.getUsers({}, { signal });
        const read = async () => {
          const names: Array<string | undefined> = [];
          for await (const { displayName } of rows) names.push(displayName);
          return names;
        };
        return [await read(), await outsideOfRequests(read)];
      }
      @Get("outside")
      async outside() {
        const ask = async (users: UsersCalls) => (await users.getUser("me")).displayName;
        return outsideOfRequests(async () => [
          await ask(this.users.asService()),
          await ask(this.users).catch((error: unknown) => (error as { _tag: string })._tag),
        ]);
      }
    }
    const pages: typeof echo = async (url, init) => {
      const user = (await (await echo(url, init)).json()) as { id: number };
      return Response.json(url.endsWith("/me") ? user : { content: [user], last: true });
    };
    await using running = await startApplication(platform, {
      imports: [
        UsersModule.forRoot({
          baseUrl: "http://localhost",
          auth: { token: "own" },
          forwardToken: true,
          fetch: pages,
        }),
      ],
      controllers: [Lists],
    });
    const headers = { authorization: "Bearer t1" };
    const list = await fetch(`${running.url}/list`, { headers });
    expect(await list.json()).toEqual([["t1"], ["t1"]]);
    const outside = await fetch(`${running.url}/outside`, { headers });
    expect(await outside.json()).toEqual(["own", "TokenFailure"]);
  });
});

it("finds the caller again behind a Fastify hook that lost it", async () => {
  const compiled = await Test.createTestingModule({ imports: [application(true)] })
    .setLogger(silent)
    .compile();
  const app = compiled.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.init();
  const elsewhere = new AsyncResource("a shared connection");
  app
    .getHttpAdapter()
    .getInstance()
    .addHook("onRequest", (_request, _reply, done) => {
      elsewhere.runInAsyncScope(done);
    });
  const { body } = await app.inject({ url: "/me", headers: { authorization: "Bearer t1" } });
  expect(JSON.parse(body)).toEqual(["t1", "t1", "t1", "t1"]);
  await app.close();
});

it("finds the caller again behind an Express middleware that lost it", async () => {
  const elsewhere = new AsyncResource("a shared connection");
  @Module({})
  class LosingModule implements NestModule {
    configure(consumer: MiddlewareConsumer) {
      consumer
        .apply((_request: unknown, _response: unknown, next: () => void) => {
          elsewhere.runInAsyncScope(next);
        })
        .forRoutes("{*splat}");
    }
  }
  await using running = await startApplication("express", {
    imports: [application(true), LosingModule],
  });
  const response = await fetch(`${running.url}/me`, { headers: { authorization: "Bearer t1" } });
  expect(await response.json()).toEqual(["t1", "t1", "t1", "t1"]);
});
