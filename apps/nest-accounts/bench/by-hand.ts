import "reflect-metadata";
import {
  BadGatewayException,
  Controller,
  Get,
  Headers,
  Module,
  UnauthorizedException,
  type INestApplication,
} from "@nestjs/common";
import ky from "ky";
import type { AdapterName } from "../src/config/settings.ts";
import { createOn } from "../src/http/create-on.ts";

interface WireUser {
  readonly id: number;
  readonly [field: string]: unknown;
}

type Get = (url: string, headers: Record<string, string>) => Promise<Response>;

/** Calls the API from a handwritten route. */
export const clients = {
  fetch: (url, headers) => fetch(url, { headers }),
  ky: (url, headers) => ky(url, { headers, retry: 0, timeout: false, throwHttpErrors: false }),
} satisfies Record<string, Get>;

/** A handwritten `GET /me`: no retries, no time limits, no response validation. */
export const byHand = async (
  adapter: AdapterName,
  apiUrl: string,
  get: Get,
): Promise<INestApplication> => {
  @Controller("me")
  class MeController {
    @Get()
    async read(@Headers("authorization") authorization?: string): Promise<unknown> {
      if (authorization === undefined) throw new UnauthorizedException();
      const headers = { authorization, accept: "application/json" };
      const response = await get(`${apiUrl}/users/me`, headers);
      if (response.status === 401) throw new UnauthorizedException();
      if (!response.ok) throw new BadGatewayException();
      const user = (await response.json()) as WireUser;
      return Object.fromEntries(
        Object.entries(user).map(([name, value]) => [
          name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      );
    }
  }

  @Module({ controllers: [MeController] })
  class ByHandModule {}

  const app = await createOn(adapter, ByHandModule, false);
  // As the service does.
  app.enableCors({ origin: [] });
  return app;
};
