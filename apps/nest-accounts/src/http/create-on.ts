import type { DynamicModule, INestApplication, LoggerService, Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { AdapterName, TrustProxy } from "../config/settings.ts";
import { httpPlatform } from "./http-platform.ts";

/** Creates a Nest application on this adapter, with security headers. */
export const createOn = async (
  name: AdapterName,
  module: Type | DynamicModule,
  logger: LoggerService | false,
  trustProxy?: TrustProxy,
): Promise<INestApplication> => {
  const platform = httpPlatform(name, trustProxy);
  // Nest types its options as a class but documents them as an object.
  const app = await NestFactory.create(module, platform.adapter, { logger, abortOnError: false });
  await platform.secure(app);
  return app;
};
