import fastifyHelmet from "@fastify/helmet";
import type { INestApplication } from "@nestjs/common";
import type { AbstractHttpAdapter } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import helmet from "helmet";
import type { AdapterName } from "../config/settings.ts";

type FastifyPlugin = Parameters<NestFastifyApplication["register"]>[0];

/** The setup that differs between Express and Fastify. */
export interface HttpPlatform {
  readonly adapter: AbstractHttpAdapter;
  /** Sets security headers. */
  readonly secure: (app: INestApplication) => Promise<void>;
}

const express = (): HttpPlatform => ({
  adapter: new ExpressAdapter(),
  secure: async (app) => {
    app.use(helmet());
  },
});

const fastify = (): HttpPlatform => ({
  adapter: new FastifyAdapter(),
  secure: async (app: INestApplication) => {
    // @fastify/helmet is typed against a different Fastify patch release than @nestjs/platform-fastify.
    await (app as NestFastifyApplication).register(fastifyHelmet as unknown as FastifyPlugin);
  },
});

export const httpPlatform = (name: AdapterName): HttpPlatform =>
  name === "fastify" ? fastify() : express();
