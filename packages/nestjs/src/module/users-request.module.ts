import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Inject, Module, type NestModule } from "@nestjs/common";
import { APP_FILTER, APP_INTERCEPTOR, HttpAdapterHost } from "@nestjs/core";
import { GlobalUsersExceptionFilter } from "../filters/users-exception.filter.ts";
import { RequestContextInterceptor } from "../request-context/request-context.interceptor.ts";
import { contextFor, enterRequest, runInRequest } from "../request-context/request-context.ts";
import { GlobalClients } from "./global-clients.ts";
import { UsersContext } from "../request-context/users-context.service.ts";

interface RawRequest {
  readonly raw: IncomingMessage;
  readonly ip: string;
}
interface RawReply {
  readonly raw: ServerResponse;
}

/** The part of a Fastify instance used here. */
interface Fastify {
  readonly addHook: (
    name: "onRequest" | "preValidation",
    hook: (request: RawRequest, reply: RawReply, done: () => void) => void,
  ) => unknown;
}

/** Registered once per application: the request context and the global exception filter. */
@Module({
  providers: [
    GlobalClients,
    UsersContext,
    { provide: APP_FILTER, useClass: GlobalUsersExceptionFilter },
    { provide: APP_INTERCEPTOR, useClass: RequestContextInterceptor },
  ],
  exports: [GlobalClients, UsersContext],
})
export class UsersRequestModule implements NestModule {
  readonly #host: HttpAdapterHost;

  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
  }

  configure(): void {
    const adapter = this.#host.httpAdapter;
    // First of all, so that the application's middleware and hooks run in the context too.
    (adapter.getHttpServer() as Server).prependListener("request", enterRequest);
    // Again for injected requests, which bypass the server, and after middleware that continues from a
    // pooled connection. Calls would otherwise find no request whose token they could forward.
    if (adapter.getType() === "fastify") {
      const hook = (request: RawRequest, reply: RawReply, done: () => void) => {
        contextFor(request, reply).source = request;
        runInRequest(request.raw, reply.raw, done);
      };
      const fastify = adapter.getInstance<Fastify>();
      fastify.addHook("onRequest", hook);
      fastify.addHook("preValidation", hook);
    } else {
      adapter.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        runInRequest(request, response, next);
      });
    }
  }
}
