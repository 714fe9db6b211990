import { expect } from "vitest";
import { type Answer, fieldsOf, type Sent } from "../support.ts";

/** Sends a request to the server with this number; all share a database. */
export type Send = (number: number, method: string, path: string, sent?: Sent) => Promise<Answer>;

interface Race {
  readonly send: Send;
  /** A token with both roles. */
  readonly admin: string;
}

const contenders = 32;

/** All at once, each to the next server. */
const all = (act: (number: number) => Promise<Answer>, count = contenders) =>
  Promise.all(Array.from({ length: count }, (_, number) => act(number)));

const countOf = (answers: ReadonlyArray<Answer>, status: number) =>
  answers.filter((answer) => answer.status === status).length;

const register = async ({ send }: Race, username: string, fields: object = {}): Promise<number> => {
  const json = { username, email: `${username}@race.example`, password: "a-password", ...fields };
  const { status, body } = await send(0, "POST", "/users", { json });
  expect(status).toBe(200);
  return body.id;
};

const signIn = (send: Send, number: number, username: string, password: string) =>
  send(number, "POST", "/oauth/token", {
    form: { grant_type: "password", client_id: "web", username, password },
  });

/** Each scenario has its own users, so that all may share a database. */
export const races: Record<string, (race: Race) => Promise<void>> = {
  "registrations of one name: one wins, the others are told the field": async ({ send }) => {
    const answers = await all((number) => {
      const username = number % 2 === 0 ? "contended" : "CONTENDED";
      const json = { username, email: `c${number}@race.example`, password: "a-password" };
      return send(number, "POST", "/users", { json });
    });
    expect([countOf(answers, 200), countOf(answers, 409)]).toEqual([1, contenders - 1]);
    for (const answer of answers) {
      if (answer.status === 409) expect(fieldsOf(answer)).toEqual(["username"]);
    }
  },

  "one text as a user name here and as an e-mail address there: one wins": async (race) => {
    const text = "both@race.example";
    const answers = await all((number) => {
      const json = number % 2 === 0 ? { username: text } : { email: text };
      // Uses existing sandbox users: registrations are too slow to overlap.
      return race.send(number, "PUT", `/users/${number + 3}`, { json, token: race.admin });
    });
    expect([countOf(answers, 204), countOf(answers, 409)]).toEqual([1, contenders - 1]);
  },

  "uses of one reset secret: one wins": async (race) => {
    const { send } = race;
    const id = await register(race, "forgetful");
    expect((await send(0, "POST", `/users/${id}/password-reset`)).status).toBe(204);
    const mail = (await send(1, "GET", "/_sandbox/mail")).body as ReadonlyArray<{
      recipient: string;
      body: string;
    }>;
    const message = mail.find(({ recipient }) => recipient === "forgetful@race.example");
    const [, secret] = /Secret: (\S+)/.exec(message?.body ?? "") ?? [];
    const answers = await all((number) =>
      send(number, "PUT", `/users/${id}/password-reset`, {
        json: { secret, password: `password-${number}` },
      }),
    );
    expect([countOf(answers, 204), countOf(answers, 400)]).toEqual([1, contenders - 1]);
    const winner = answers.findIndex(({ status }) => status === 204);
    expect((await signIn(send, 0, "forgetful", `password-${winner}`)).status).toBe(200);
  },

  "requests for a reset: the newest secret works, and no call fails": async (race) => {
    const id = await register(race, "impatient");
    const answers = await all((number) => race.send(number, "POST", `/users/${id}/password-reset`));
    expect(countOf(answers, 204)).toBe(contenders);
    const { body } = await race.send(0, "GET", "/_sandbox/mail");
    const mine = body.filter((mail: { recipient: string }) =>
      mail.recipient.startsWith("impatient@"),
    );
    expect(mine).toHaveLength(1);
  },

  "uses of one refresh token: all get the one that follows": async (race) => {
    const { send } = race;
    await register(race, "refreshed");
    const { body } = await signIn(send, 0, "refreshed", "a-password");
    const form = {
      grant_type: "refresh_token",
      client_id: "web",
      refresh_token: body.refresh_token as string,
    };
    const answers = await all((number) => send(number, "POST", "/oauth/token", { form }));
    expect(countOf(answers, 200)).toBe(contenders);
    expect(new Set(answers.map((answer) => answer.body.refresh_token)).size).toBe(1);
    const tokens = new Set(answers.map((answer) => answer.body.access_token as string));
    expect(tokens.size).toBe(contenders);
    for (const token of tokens) {
      expect((await send(0, "GET", "/users/me", { token })).status).toBe(200);
    }
  },

  "sign-ins against a change of the password: no old token outlives it": async (race) => {
    const { send, admin } = race;
    const id = await register(race, "changing");
    const tokens: Array<string> = [];
    const use = async (number: number) => {
      if (number === 5) {
        const json = { value: "another-password" };
        return send(number, "PUT", `/users/${id}/password`, { json, token: admin });
      }
      const answer = await signIn(send, number, "changing", "a-password");
      if (answer.status !== 200) return answer;
      // Continues with the refresh token, which may be issued later.
      const form = {
        grant_type: "refresh_token",
        client_id: "web",
        refresh_token: answer.body.refresh_token as string,
      };
      const again = await send(number + 1, "POST", "/oauth/token", { form });
      for (const { status, body } of [answer, again]) {
        if (status === 200) tokens.push(body.access_token);
      }
      return again;
    };
    const answers = await all(use);
    for (const { status } of answers) expect([200, 204, 400]).toContain(status);
    expect(answers[5]?.status).toBe(204);
    for (const token of tokens) {
      expect((await send(0, "GET", "/users/me", { token })).status).toBe(401);
    }
  },

  "edits of one user: none is lost, and none is mixed with another": async (race) => {
    const { send, admin } = race;
    const id = await register(race, "edited");
    const fields = ["address", "address2", "city", "gender", "description"];
    const answers = await all((number) => {
      const own = fields[number];
      const json =
        own === undefined
          ? { first_name: `n${number}`, last_name: `n${number}` }
          : { [own]: "kept" };
      return send(number, "PUT", `/users/${id}`, { json, token: admin });
    });
    expect(countOf(answers, 204)).toBe(contenders);
    const { body } = await send(1, "GET", `/users/${id}`, { token: admin });
    for (const field of fields) expect([field, body[field]]).toEqual([field, "kept"]);
    expect(body.first_name).toBe(body.last_name);
  },

  "edits of the same version: one wins, and the others are told": async (race) => {
    const { send, admin } = race;
    const id = await register(race, "versioned");
    const read = async (number: number) =>
      (await send(number, "GET", `/users/${id}`, { token: admin })).headers.get("etag") ?? "";
    // Every server gives the same version.
    const versions = [await read(0), await read(1), await read(2)];
    expect(new Set(versions).size).toBe(1);
    const answers = await all((number) =>
      send(number, "PUT", `/users/${id}`, {
        json: { city: `c${number}` },
        token: admin,
        headers: { "if-match": versions[number % 3] ?? "" },
      }),
    );
    expect([countOf(answers, 204), countOf(answers, 412)]).toEqual([1, contenders - 1]);
    const winner = answers.findIndex(({ status }) => status === 204);
    const { body } = await send(1, "GET", `/users/${id}`, { token: admin });
    expect(body.city).toBe(`c${winner}`);
  },

  "a new name for two: one gets it": async (race) => {
    const { send, admin } = race;
    const ids = [await register(race, "renamed1"), await register(race, "renamed2")];
    const answers = await all((number) => {
      const json = { username: "renamed", display_name: `d${number}` };
      return send(number, "PUT", `/users/${ids[number % 2] ?? 0}`, { json, token: admin });
    });
    expect([countOf(answers, 204), countOf(answers, 409)]).toEqual([16, 16]);
  },

  "tags for one user: all are there, and never more than may be": async (race) => {
    const { send, admin } = race;
    const tags = Array.from({ length: 984 }, (_, index) => `tag${index}`);
    const id = await register(race, "tagged");
    await send(0, "PUT", `/users/${id}`, { json: { tags }, token: admin });
    const answers = await all((number) =>
      send(number, "POST", `/users/${id}/tags`, { json: { value: `t${number}` }, token: admin }),
    );
    expect([countOf(answers, 204), countOf(answers, 400)]).toEqual([16, 16]);
    expect((await send(1, "GET", `/users/${id}/tags`, { token: admin })).body).toHaveLength(1_000);
  },

  "a template that is deleted while users take it: it is in use, or nobody has it": async (
    race,
  ) => {
    const { send, admin } = race;
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, number) => register(race, `taking${number}`)),
    );
    for (const [round, cascade] of ["", "?cascade=detach", "", "?cascade=detach"].entries()) {
      const template = `fleeting${round}`;
      const made = await send(0, "POST", "/users/templates", {
        json: { id: template, name: template },
        token: admin,
      });
      expect(made.status).toBe(201);
      const answers = await all((number) => {
        if (number === 3) {
          return send(number, "DELETE", `/users/templates/${template}${cascade}`, { token: admin });
        }
        const json = { template };
        return send(number, "PUT", `/users/${ids[number % ids.length] ?? 0}`, {
          json,
          token: admin,
        });
      }, 12);
      const gone = answers[3]?.status === 204;
      for (const { status } of answers) expect([204, 400, 409]).toContain(status);
      const found = await send(1, "GET", `/users/templates/${template}`, { token: admin });
      expect(found.status).toBe(gone ? 404 : 200);
      for (const id of ids) {
        const { body } = await send(2, "GET", `/users/${id}`, { token: admin });
        if (gone) expect(body.template).not.toBe(template);
      }
      await send(0, "DELETE", `/users/templates/${template}?cascade=detach`, { token: admin });
    }
  },

  "edits of a template in use: none is lost, and users fit one of its versions": async (race) => {
    const { send, admin } = race;
    const definition = (name: string) => ({ type: "text", name, required: true });
    const versions = ["red", "blue"] as const;
    const token = admin;
    await send(0, "POST", "/users/templates", {
      json: { id: "edited", name: "Edited", properties: [definition("red")] },
      token,
    });
    const id = await register(race, "fitting");
    const valued = (name: string) => ({ [name]: { type: "text", value: name } });
    const answers = await all((number) => {
      const version = versions[number % 2] ?? "red";
      if (number % 4 < 2) {
        return send(number, "PUT", "/users/templates/edited", {
          json: number < 2 ? { name: "Renamed" } : { properties: [definition(version)] },
          token,
        });
      }
      const json = { template: "edited", additional_properties: valued(version) };
      return send(number, "PUT", `/users/${id}`, { json, token });
    });
    for (const { status } of answers) expect([200, 204, 400]).toContain(status);
    const template = await send(1, "GET", "/users/templates/edited", { token });
    expect(template.body.name).toBe("Renamed");
    const { body } = await send(2, "GET", `/users/${id}`, { token });
    const names = Object.keys(body.additional_properties ?? {});
    if (body.template === "edited") expect(versions).toContain(names.join());
  },
};
