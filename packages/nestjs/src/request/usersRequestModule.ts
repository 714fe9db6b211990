import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Module, type NestModule } from "@nestjs/common";
import { APP_FILTER, APP_INTERCEPTOR, HttpAdapterHost } from "@nestjs/core";
import { takes } from "../decorate.ts";
import { GlobalUsersExceptionFilter } from "../filter/usersExceptionFilter.ts";
import { RequestInterceptor } from "./requestInterceptor.ts";
import { enterRequest, withinRequest } from "./requestContext.ts";
import { UsersContext } from "./usersContext.ts";

interface RawRequest {
  readonly raw: IncomingMessage;
}
interface RawReply {
  readonly raw: ServerResponse;
}

/** The part of a Fastify instance that is used here. */
interface Fastify {
  readonly addHook: (
    name: "onRequest" | "preValidation",
    hook: (request: RawRequest, reply: RawReply, done: () => void) => void,
  ) => unknown;
}

/** What an application has once, however many clients: the request's context and the filter. */
export class UsersRequestModule implements NestModule {
  readonly #host: HttpAdapterHost;

  constructor(host: HttpAdapterHost) {
    this.#host = host;
  }

  configure(): void {
    const adapter = this.#host.httpAdapter;
    // Before whatever the application added: to its middleware and hooks, too, a request is a request.
    (adapter.getHttpServer() as Server).prependListener("request", enterRequest);
    // Once more, for requests that are injected past the server, and behind those who go on from a
    // connection that requests share: calls would carry the service's own credentials.
    if (adapter.getType() === "fastify") {
      const hook = (request: RawRequest, reply: RawReply, done: () => void) => {
        withinRequest(request.raw, reply.raw, done);
      };
      const fastify = adapter.getInstance<Fastify>();
      fastify.addHook("onRequest", hook);
      fastify.addHook("preValidation", hook);
    } else {
      adapter.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        withinRequest(request, response, next);
      });
    }
  }
}
takes(UsersRequestModule, [HttpAdapterHost]);
Module({
  providers: [
    UsersContext,
    { provide: APP_FILTER, useClass: GlobalUsersExceptionFilter },
    { provide: APP_INTERCEPTOR, useClass: RequestInterceptor },
  ],
  exports: [UsersContext],
})(UsersRequestModule);
