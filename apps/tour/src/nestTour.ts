import { heading, note, reportStep, success } from "./report.ts";
import type { Service } from "./startService.ts";

const step = async (
  call: string,
  send: () => Promise<Response>,
  tell: (body: unknown) => string,
): Promise<unknown> => {
  const started = performance.now();
  const response = await send();
  const body: unknown = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw new Error(`${call} responded with ${response.status}`);
  reportStep(call, success(`${response.status}, ${tell(body)}`), performance.now() - started);
  return body;
};

const field = (body: unknown, name: string): string =>
  typeof body === "object" && body !== null ? String(Reflect.get(body, name)) : "";

/** Calls the Nest service that runs on the same API. */
export const nestTour = async ({ url }: Service): Promise<void> => {
  heading('NestJS: import { UsersModule } from "@knetik-users/nestjs"');
  note("An account service for a game, in front of the same API.");
  const json = { "content-type": "application/json" };
  const session = await step(
    'POST /sessions { username: "jdoe", … }',
    () =>
      fetch(`${url}/sessions`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ username: "jdoe", password: "sandbox-jdoe" }),
      }),
    () => "signed in",
  );
  await step(
    "GET /me",
    () =>
      fetch(`${url}/me`, { headers: { authorization: `Bearer ${field(session, "accessToken")}` } }),
    (me) => `user ${field(me, "id")}, ${field(me, "displayName")}`,
  );
  await step(
    "GET /health",
    () => fetch(`${url}/health`),
    (health) => `status ${field(health, "status")}`,
  );
};
