import "reflect-metadata";
import type { INestApplication } from "@nestjs/common";
import { AppModule } from "./app.module.ts";
import type { AppOptions } from "./app-options.ts";
import { serveDocs } from "./docs.ts";
import { requestIdHeader } from "./http/request-id.ts";
import { RequestLogger } from "./http/request.logger.ts";
import { createOn } from "./http/create-on.ts";

/**
 * Creates the service, ready to `listen`. The caller handles signals.
 *
 * @throws what is wrong with the options, all of it at once.
 */
export const createApp = async (options: AppOptions): Promise<INestApplication> => {
  const logger = options.logger ?? new RequestLogger({ json: true });
  const { adapter, trustProxy } = options;
  const app = await createOn(adapter, AppModule.forRoot(options), logger, trustProxy);
  app.enableCors({
    origin: [...options.corsOrigins],
    exposedHeaders: [requestIdHeader, "retry-after"],
  });
  if (options.docs) serveDocs(app);
  return app;
};
