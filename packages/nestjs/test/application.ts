import "reflect-metadata";
import type { Server } from "node:http";
import type { INestApplication, LoggerService, ModuleMetadata } from "@nestjs/common";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";

export const platforms = ["express", "fastify"] as const;
export type Platform = (typeof platforms)[number];

export const silent: LoggerService = {
  log: () => {},
  error: () => {},
  warn: () => {},
  debug: () => {},
};

export interface RunningApplication extends AsyncDisposable {
  readonly app: INestApplication;
  readonly url: string;
}

/** Starts a Nest application on a free port. */
export const startApplication = async (
  platform: Platform,
  metadata: ModuleMetadata,
  logger: LoggerService = silent,
  prepare: (app: INestApplication) => void | Promise<void> = () => {},
  fastify = new FastifyAdapter(),
): Promise<RunningApplication> => {
  const compiled = await Test.createTestingModule(metadata).setLogger(logger).compile();
  const app =
    platform === "express"
      ? compiled.createNestApplication()
      : compiled.createNestApplication(fastify);
  app.useLogger(logger);
  await prepare(app);
  await app.listen(0, "127.0.0.1");
  const url = (await app.getUrl()).replace("[::1]", "127.0.0.1");
  const dispose = async () => {
    // The test's fetch keeps connections alive for seconds.
    (app.getHttpServer() as Server).closeAllConnections();
    await app.close();
  };
  return { app, url, [Symbol.asyncDispose]: dispose };
};
