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
import type { AdapterName } from "../src/config/settings.ts";
import { createOn } from "../src/http/createOn.ts";

interface WireUser {
  readonly id: number;
  readonly [field: string]: unknown;
}

/** `GET /me` as one writes it in an hour: no retries, no time limits, no checks of the answer. */
export const byHand = (adapter: AdapterName, apiUrl: string): Promise<INestApplication> => {
  @Controller("me")
  class MeController {
    @Get()
    async read(@Headers("authorization") authorization?: string): Promise<unknown> {
      if (authorization === undefined) throw new UnauthorizedException();
      const response = await fetch(`${apiUrl}/users/me`, {
        headers: { authorization, accept: "application/json" },
      });
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

  return createOn(adapter, ByHandModule, false);
};
