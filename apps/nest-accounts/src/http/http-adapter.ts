import fastifyHelmet from "@fastify/helmet";
import type { INestApplication } from "@nestjs/common";
import type { AbstractHttpAdapter } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import helmet from "helmet";
import type { AdapterName } from "../config/settings.ts";

type FastifyPlugin = Parameters<NestFastifyApplication["register"]>[0];

/** Differences between Express and Fastify. */
export interface Http {
  readonly adapter: AbstractHttpAdapter;
  /** Sets security headers. */
  readonly secure: (app: INestApplication) => Promise<void>;
}

const express = (): Http => ({
  adapter: new ExpressAdapter(),
  secure: async (app) => {
    app.use(helmet());
  },
});

const fastify = (): Http => ({
  adapter: new FastifyAdapter(),
  secure: async (app: INestApplication) => {
    // Its types belong to another patch release of Fastify.
    await (app as NestFastifyApplication).register(fastifyHelmet as unknown as FastifyPlugin);
  },
});

export const httpAdapter = (name: AdapterName): Http =>
  name === "fastify" ? fastify() : express();
