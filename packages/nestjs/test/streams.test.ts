import "reflect-metadata";
import { Readable } from "node:stream";
import type { ServerResponse } from "node:http";
import { Controller, Get, Res, Sse, StreamableFile, type MessageEvent } from "@nestjs/common";
import type { FetchInit } from "@knetik-users/core";
import { concat, defer, map, of, type Observable } from "rxjs";
import { describe, expect, it } from "vitest";
import { InjectUsers, UsersModule, type UsersService } from "../src/index.ts";
import { platforms, startApplication } from "./application.ts";

/** An API with one page of users; the second page, and user 404, do not exist. */
const api = (url: string, { headers }: FetchInit): Promise<Response> => {
  const { pathname, searchParams } = new URL(url);
  const name = headers["authorization"]?.slice("Bearer ".length) ?? "";
  if (pathname === "/users" && searchParams.get("page") !== "2") {
    const content = [{ id: 1, display_name: name }];
    const paging = { number: 1, size: 1, total_pages: 2, total_elements: 2, last: false };
    return Promise.resolve(Response.json({ content, ...paging }));
  }
  return Promise.resolve(Response.json({ code: 1, result: "secret-detail" }, { status: 404 }));
};

@Controller()
class Streams {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  /** Fails after the response has begun. */
  @Get("begun")
  async begun(@Res() response: ServerResponse | { readonly raw: ServerResponse }) {
    const node = "raw" in response ? response.raw : response;
    node.write("begun");
    await this.users.getUser(404);
  }
  @Sse("events")
  events(): Observable<MessageEvent> {
    return concat(
      of({ data: "first" }),
      defer(() => this.users.getUser(404)).pipe(map(() => ({ data: "second" }))),
    );
  }
  @Sse("no-events")
  async noEvents(): Promise<Observable<MessageEvent>> {
    await this.users.getUser(404);
    return of({ data: "first" });
  }
  /** Two pages; the second fails. */
  @Get("export")
  export() {
    const { users } = this;
    const lines = async function* () {
      for await (const { displayName } of users.all.getUsers({ size: 1 })) {
        yield `${displayName ?? ""}\n`;
      }
    };
    return new StreamableFile(Readable.from(lines()));
  }
}

describe.each(platforms)("streams on %s", (platform) => {
  it("end when a call fails after they have begun, and the application goes on", async () => {
    await using running = await startApplication(platform, {
      imports: [
        UsersModule.forRoot({
          baseUrl: "http://localhost",
          fetch: api,
          forwardToken: true,
          retry: { retries: 0 },
        }),
      ],
      controllers: [Streams],
    });
    const get = async (path: string) => {
      const response = await fetch(`${running.url}/${path}`, {
        headers: { authorization: "Bearer ada" },
      });
      const text = await response.text().catch((error: unknown) => `cut: ${String(error)}`);
      return `${response.status} ${text}`;
    };
    expect(await get("begun")).toBe("200 begun");
    // Neither the API's text nor a status that comes too late.
    expect(await get("events")).toMatch(
      /^200 \s*id: 1\ndata: first\n\nevent: error\n(?!.*secret-detail)/s,
    );
    expect(await get("no-events")).toMatch(/^404 .*"code":"UserNotFound"/);
    expect(await get("export")).toMatch(/^200 cut: /);
    expect(await get("no-events")).toMatch(/^404 /);
  });
});
