import "reflect-metadata";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { Controller, Get, GoneException, UseFilters } from "@nestjs/common";
import { Args, Int, Query, Resolver } from "@nestjs/graphql";
import { ClientProxyFactory, MessagePattern, Transport } from "@nestjs/microservices";
import { IoAdapter } from "@nestjs/platform-socket.io";
import { WsAdapter } from "@nestjs/platform-ws";
import { SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { firstValueFrom } from "rxjs";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InjectUsers, UsersExceptionFilter, UsersModule, type UsersService } from "../src/index.ts";
import { platforms, silent, startApplication, type RunningApplication } from "./application.ts";
import { PlainGraphQLModule } from "./graphql-driver.ts";

const statuses: { readonly [id: string]: number } = { 4: 404, 5: 500, 7: 429, 9: 409 };
const api = (url: string): Promise<Response> => {
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
}

@Resolver()
class Users extends HasUsers {
  // What the compiler emits with `emitDecoratorMetadata`.
  @Reflect.metadata("design:paramtypes", [Number])
  @Query(() => String, { nullable: true })
  user(@Args("id", { type: () => Int }) id: number) {
    return this.get(id);
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

describe.each(platforms)("errors on %s", (platform) => {
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

  const query = async (id: number) => {
    const response = await fetch(`${running.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ user(id: ${id}) }` }),
    });
    return (await response.json()) as { errors: ReadonlyArray<{ extensions: object }> };
  };

  it("are GraphQL errors with extensions", async () => {
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

  it("are exception events of a native WebSocket", async () => {
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

  it("are errors of a message", async () => {
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: "127.0.0.1", port },
    });
    await expect(firstValueFrom(client.send("user", 4))).rejects.toEqual(notFound);
    await client.close();
  });

  it("are HTTP responses even if a custom response is not JSON", async () => {
    const response = await fetch(`${running.url}/circular`);
    expect([response.status, await response.json()]).toEqual([
      429,
      expect.objectContaining({ code: "RateLimited" }),
    ]);
  });

  it("are exception events of Socket.IO", async () => {
    await using application = await start(IoAdapter, await freePort());
    const socket = io(application.url, { transports: ["websocket"] });
    const received = new Promise((resolve) => void socket.once("exception", resolve));
    socket.emit("user", 4);
    expect(await received).toEqual({ status: "error", ...notFound });
    socket.close();
  });
});
