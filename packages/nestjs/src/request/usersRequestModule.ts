import type { IncomingMessage, ServerResponse } from "node:http";
import { Module, type NestModule } from "@nestjs/common";
import { APP_FILTER, APP_INTERCEPTOR, HttpAdapterHost } from "@nestjs/core";
import { takes } from "../decorate.ts";
import { GlobalUsersExceptionFilter } from "../filter/usersExceptionFilter.ts";
import { RequestInterceptor } from "./requestInterceptor.ts";
import { withinRequest } from "./requestContext.ts";
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
    if (adapter.getType() === "fastify") {
      const hook = (request: RawRequest, reply: RawReply, done: () => void) => {
        withinRequest(request.raw, reply.raw, done);
      };
      const fastify = adapter.getInstance<Fastify>();
      fastify.addHook("onRequest", hook);
      // Once more behind the hooks of others: after one that goes on from a connection it shares, the
      // context would be lost, and calls would carry the service's own credentials.
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
