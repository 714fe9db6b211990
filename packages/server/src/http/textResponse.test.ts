import { expect, it } from "vitest";
import { TextResponse } from "./textResponse.ts";

const make = () => new TextResponse(201, '{"a":"ä"}', { "content-type": "application/json" });

it("is a Response with all of its members", async () => {
  const response: Response = make();
  expect(response).toBeInstanceOf(Response);
  for (const name of Object.getOwnPropertyNames(Response.prototype)) {
    expect(Object.hasOwn(TextResponse.prototype, name) || Object.hasOwn(response, name), name).toBe(
      true,
    );
  }
  expect([response.status, response.ok, response.bodyUsed]).toEqual([201, true, false]);
  expect(response.headers.get("Content-Type")).toBe("application/json");
  expect(await response.clone().json()).toEqual({ a: "ä" });
  expect(await response.text()).toBe('{"a":"ä"}');
  expect(response.bodyUsed).toBe(true);
});

it("has no content to write once its body was read", async () => {
  const response = make();
  expect(TextResponse.contentOf(response)?.text).toBe('{"a":"ä"}');
  await response.text();
  expect(TextResponse.contentOf(response)).toBeUndefined();
});

it("keeps headers that were set before and after the platform's Response was made", () => {
  const response = make();
  TextResponse.addHeaders(response, { "x-one": "1" });
  expect(TextResponse.headerOf(response, "x-one")).toBe("1");
  response.headers.set("x-two", "2");
  TextResponse.addHeaders(response, { "x-three": "3" });
  const headers = { "x-one": "1", "x-two": "2", "x-three": "3" };
  expect(TextResponse.contentOf(response)?.headers).toMatchObject(headers);
  const platform = TextResponse.platformResponseOf(response);
  expect(Object.fromEntries(platform.headers)).toMatchObject(headers);
  expect(platform.constructor).toBe(Response);
});

it("leaves other responses as they are", () => {
  const other = new Response("text");
  expect(TextResponse.contentOf(other)).toBeUndefined();
  expect(TextResponse.platformResponseOf(other)).toBe(other);
});
