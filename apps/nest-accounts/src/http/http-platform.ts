import fastifyHelmet from "@fastify/helmet";
import type { INestApplication } from "@nestjs/common";
import type { AbstractHttpAdapter } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import helmet from "helmet";
import { requestId } from "./request-id.ts";
import type { AdapterName, TrustProxy } from "../config/settings.ts";

type FastifyPlugin = Parameters<NestFastifyApplication["register"]>[0];

/** The setup that differs between Express and Fastify. */
export interface HttpPlatform {
  readonly adapter: AbstractHttpAdapter;
  /** Sets the id of the request, and security headers. */
  readonly secure: (app: INestApplication) => Promise<void>;
}

const express = (trustProxy: TrustProxy | undefined): HttpPlatform => {
  const adapter = new ExpressAdapter();
  adapter.set("trust proxy", trustProxy ?? false);
  return {
    adapter,
    secure: async (app) => {
      app.use(requestId, helmet());
    },
  };
};

/** Fastify's form of the setting. Express takes it as it is. */
const trustedByFastify = (trustProxy: TrustProxy | undefined) => {
  if (trustProxy === undefined) return false;
  return typeof trustProxy === "number"
    ? (_address: string, hop: number) => hop < trustProxy
    : [...trustProxy];
};

const fastify = (trustProxy: TrustProxy | undefined): HttpPlatform => ({
  adapter: new FastifyAdapter({ trustProxy: trustedByFastify(trustProxy) }),
  secure: async (app: INestApplication) => {
    app.use(requestId);
    // @fastify/helmet is typed against a different Fastify patch release than @nestjs/platform-fastify.
    await (app as NestFastifyApplication).register(fastifyHelmet as unknown as FastifyPlugin);
  },
});

export const httpPlatform = (
  name: AdapterName,
  trustProxy: TrustProxy | undefined,
): HttpPlatform => (name === "fastify" ? fastify(trustProxy) : express(trustProxy));
