import { Agent, request } from "node:http";
import { type Answer, bodyOf, type Sent } from "../support.ts";

/** The result of a call. */
export type Outcome =
  | { readonly answer: Answer }
  /** `isNew`: the first request on its connection. */
  | { readonly error: unknown; readonly isNew: boolean };

/** A client with one keep-alive connection. */
export interface Connection {
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Outcome>;
  readonly close: () => void;
}

export const openConnection = (url: string): Connection => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    call: (method, path, sent = {}) =>
      new Promise((resolve) => {
        const type = sent.form === undefined ? "json" : "x-www-form-urlencoded";
        const asked = request(
          url + path,
          {
            agent,
            method,
            headers: {
              "content-type": `application/${type}`,
              ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
            },
          },
          (response) => {
            let text = "";
            const fail = (error: unknown) => {
              resolve({ error, isNew: false });
            };
            response.on("data", (chunk: Buffer) => (text += chunk.toString()));
            response.on("error", fail);
            response.on("end", () => {
              // A truncated response is not valid JSON.
              if (!response.complete) fail(new Error("The answer was cut off."));
              else
                resolve({
                  answer: {
                    status: response.statusCode ?? 0,
                    headers: new Headers(),
                    body: text === "" ? undefined : JSON.parse(text),
                  },
                });
            });
          },
        );
        asked.on("error", (error) => {
          resolve({ error, isNew: !asked.reusedSocket });
        });
        asked.end(bodyOf(sent));
      }),
    close: () => {
      agent.destroy();
    },
  };
};
