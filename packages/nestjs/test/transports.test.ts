import "reflect-metadata";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import {
  Controller,
  Get,
  GoneException,
  Injectable,
  UseFilters,
  UseGuards,
  type ExecutionContext,
} from "@nestjs/common";
import { Args, Int, Query, Resolver } from "@nestjs/graphql";
import { ClientProxyFactory, MessagePattern, Transport } from "@nestjs/microservices";
import { IoAdapter } from "@nestjs/platform-socket.io";
import { WsAdapter } from "@nestjs/platform-ws";
import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { firstValueFrom } from "rxjs";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchInit, User } from "@knetik-users/core";
import {
  CurrentUser,
  InjectUsers,
  OptionalUser,
  RequireUsersAdmin,
  UsersAuthGuard,
  UsersContext,
  UsersExceptionFilter,
  UsersModule,
  type UsersAuthRequest,
  type UsersService,
} from "../src/index.ts";
import { platforms, silent, startApplication, type RunningApplication } from "./application.ts";
import { PlainGraphQLModule } from "./graphql-driver.ts";

const statuses: { readonly [id: string]: number } = { 4: 404, 5: 500, 7: 429, 9: 409 };
/** Answers by the id in the path; `me` is the user whose id is the token. */
const api = (url: string, { headers }: FetchInit): Promise<Response> => {
  const token = headers["authorization"]?.replace("Bearer ", "") ?? "";
  if (url.endsWith("/me") && Number(token) > 0) {
    return Promise.resolve(Response.json({ id: Number(token) }));
  }
  if (url.endsWith("/tags")) return Promise.resolve(Response.json([], { status: 403 }));
  const status = statuses[new URL(url).pathname.split("/").at(-1) ?? ""] ?? 401;
  return Promise.resolve(
    Response.json({ code: 7, request_id: "upstream-id", result: [] }, { status }),
  );
};

class HasUsers {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  get(id: number) {
    return this.users.getUser(id);
  }
}

@Injectable()
class GraphqlGuard extends UsersAuthGuard {
  override getRequest(context: ExecutionContext): UsersAuthRequest {
    return context.getArgByIndex<{ req: UsersAuthRequest }>(2).req;
  }
}

/** The token is in the payload: native WebSockets in browsers send no headers. */
@Injectable()
class PayloadGuard extends UsersAuthGuard {
  override getRequest(context: ExecutionContext): UsersAuthRequest {
    const { token } = context.switchToWs().getData<{ token?: string }>();
    return { headers: { authorization: token === undefined ? undefined : `Bearer ${token}` } };
  }
}

/** Stands for a guard that reads the handshake. */
@Injectable()
class FixedGuard extends UsersAuthGuard {
  override getRequest(): UsersAuthRequest {
    return { headers: { authorization: "Bearer 14" } };
  }
}

/** The whole payload is the token, so there is no object that belongs to the message. */
@Injectable()
class TextGuard extends UsersAuthGuard {
  override getRequest(context: ExecutionContext): UsersAuthRequest {
    const token = context.switchToWs().getData<string>();
    return { headers: { authorization: token === "" ? undefined : `Bearer ${token}` } };
  }
}

@Controller()
@UseFilters(UsersExceptionFilter)
class Handlers extends HasUsers {
  @MessagePattern("user")
  user(id: number) {
    return this.get(id);
  }
  @Get("circular")
  circular() {
    return this.get(7);
  }
}

@WebSocketGateway()
@UseFilters(UsersExceptionFilter)
class Gateway extends HasUsers {
  @SubscribeMessage("user")
  user(_client: unknown, id: number) {
    return this.get(id);
  }
  @SubscribeMessage("me")
  @UseGuards(PayloadGuard)
  me(@CurrentUser() user: User) {
    return { event: "me", data: user.id };
  }
  @SubscribeMessage("primitive")
  @UseGuards(FixedGuard)
  primitive(@CurrentUser() user: User) {
    return { event: "primitive", data: user.id };
  }
  @SubscribeMessage("text")
  @UseGuards(TextGuard)
  @OptionalUser()
  text(@CurrentUser() user: User | undefined, @MessageBody() data: string) {
    return { event: "text", data: [data, String(user?.id ?? "")] };
  }
  @SubscribeMessage("admin")
  @UseGuards(PayloadGuard)
  @RequireUsersAdmin()
  admin() {
    return { event: "admin", data: "yes" };
  }
}

@Resolver()
class Users extends HasUsers {
  // What the compiler emits with `emitDecoratorMetadata`.
  @Reflect.metadata("design:paramtypes", [Number])
  @Query(() => String, { nullable: true })
  user(@Args("id", { type: () => Int }) id: number) {
    return this.get(id);
  }
  @Query(() => [Int])
  @UseGuards(GraphqlGuard)
  me(@CurrentUser() user: User) {
    // The request is tracked, so the context below the resolvers knows the user, too.
    return [user.id, new UsersContext().user?.id ?? 0];
  }
  @Query(() => Int)
  @UseGuards(GraphqlGuard)
  @OptionalUser()
  maybe(@CurrentUser() user: User | undefined) {
    return user?.id ?? 0;
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

const notFound = {
  statusCode: 404,
  error: "Not Found",
  message: "The user does not exist.",
  code: "UserNotFound",
};

describe.each(platforms)("transports on %s", (platform) => {
  const start = (adapter: typeof WsAdapter | typeof IoAdapter, port: number) =>
    startApplication(
      platform,
      {
        imports: [
          PlainGraphQLModule,
          UsersModule.forRoot({
            baseUrl: "http://localhost",
            fetch: api,
            retry: { retries: 0 },
            filter: {
              UserAlreadyExists: () => {
                throw new GoneException();
              },
              ServerError: () => {
                throw new Error("a mistake of the application");
              },
              RateLimited: () => ({ size: 1n }),
            },
          }),
        ],
        controllers: [Handlers],
        providers: [Gateway, Users],
      },
      silent,
      async (app) => {
        app.useWebSocketAdapter(new adapter(app));
        app.connectMicroservice({
          transport: Transport.TCP,
          options: { host: "127.0.0.1", port },
        });
        await app.startAllMicroservices();
      },
    );
  let running: RunningApplication;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    running = await start(WsAdapter, port);
  });
  afterAll(() => running[Symbol.asyncDispose]());

  const graphql = async (query: string, token?: number) => {
    const response = await fetch(`${running.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: `{ ${query} }` }),
    });
    return (await response.json()) as { errors: ReadonlyArray<{ extensions: object }> };
  };
  const query = (id: number) => graphql(`user(id: ${id})`);

  it("find the callers of resolvers with getRequest", async () => {
    expect(await graphql("me", 12)).toEqual({ data: { me: [12, 12] } });
    expect(await graphql("maybe", 13)).toEqual({ data: { maybe: 13 } });
    expect(await graphql("maybe")).toEqual({ data: { maybe: 0 } });
    expect((await graphql("me")).errors[0]?.extensions).toMatchObject({
      statusCode: 401,
      code: "Unauthorized",
    });
  });

  it("find the caller of each message of a gateway with getRequest", async () => {
    const socket = new WebSocket(running.url.replace("http", "ws"));
    await once(socket, "open");
    const answers: Array<unknown> = [];
    socket.addEventListener("message", ({ data }) => answers.push(JSON.parse(String(data))));
    for (const data of [{ token: "12" }, { token: "13" }, {}]) {
      socket.send(JSON.stringify({ event: "me", data }));
    }
    await expect.poll(() => answers.length).toBe(3);
    expect(answers).toEqual(
      expect.arrayContaining([
        { event: "me", data: 12 },
        { event: "me", data: 13 },
        { event: "exception", data: expect.objectContaining({ statusCode: 401 }) as object },
      ]),
    );
    // A payload need not be an object.
    socket.send(JSON.stringify({ event: "primitive", data: "text" }));
    await expect.poll(() => answers.at(-1)).toEqual({ event: "primitive", data: 14 });
    socket.send(JSON.stringify({ event: "admin", data: { token: "12" } }));
    await expect
      .poll(() => answers.at(-1))
      .toMatchObject({
        event: "exception",
        data: { statusCode: 403, code: "Forbidden" },
      });
    socket.close();
  });

  it("find the caller of each message of a gateway whose payload is a text", async () => {
    const socket = new WebSocket(running.url.replace("http", "ws"));
    await once(socket, "open");
    const answers: Array<unknown> = [];
    socket.addEventListener("message", ({ data }) => answers.push(JSON.parse(String(data)).data));
    const tokens = ["21", "22", "23", "", "21", ""];
    for (const data of tokens) socket.send(JSON.stringify({ event: "text", data }));
    await expect.poll(() => answers.length).toBe(tokens.length);
    socket.send(JSON.stringify({ event: "text", data: "" }));
    await expect.poll(() => answers.length).toBe(tokens.length + 1);
    expect(answers).toEqual(expect.arrayContaining(tokens.map((token) => [token, token])));
    expect(answers.at(-1)).toEqual(["", ""]);
    socket.close();
  });

  it("send GraphQL errors with extensions", async () => {
    expect(await query(4)).toEqual({
      data: { user: null },
      errors: [
        {
          message: notFound.message,
          path: ["user"],
          locations: [{ line: 1, column: 3 }],
          extensions: notFound,
        },
      ],
    });
    expect((await query(5)).errors[0]?.extensions).toMatchObject({ code: "ServerError" });
  });

  it("send exception events to native WebSockets", async () => {
    const socket = new WebSocket(running.url.replace("http", "ws"));
    await once(socket, "open");
    for (const [id, expected] of [
      [4, notFound],
      [5, { statusCode: 502, code: "ServerError" }],
    ] as const) {
      socket.send(JSON.stringify({ event: "user", data: id }));
      const [message] = (await once(socket, "message")) as [MessageEvent<string>];
      expect(JSON.parse(message.data)).toMatchObject({
        event: "exception",
        data: { status: "error", ...expected },
      });
    }
    socket.close();
  });

  it("send errors to the sender of a message", async () => {
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: "127.0.0.1", port },
    });
    await expect(firstValueFrom(client.send("user", 4))).rejects.toEqual(notFound);
    await client.close();
  });

  it("send the default response if a custom one is not JSON", async () => {
    const response = await fetch(`${running.url}/circular`);
    expect([response.status, await response.json()]).toEqual([
      429,
      expect.objectContaining({ code: "RateLimited" }),
    ]);
  });

  it("send exception events to Socket.IO", async () => {
    await using application = await start(IoAdapter, await freePort());
    const socket = io(application.url, { transports: ["websocket"] });
    const received = new Promise((resolve) => void socket.once("exception", resolve));
    socket.emit("user", 4);
    expect(await received).toEqual({ status: "error", ...notFound });
    socket.close();
  });
});
