import { createRequire } from "node:module";
import ky from "ky";
import { createUsersClient } from "../src/index.ts";

/** The two benchmarked calls, made by one client. */
export interface BenchedClient {
  readonly name: string;
  readonly getUser: () => Promise<unknown>;
  readonly getPage: () => Promise<unknown>;
}

interface OfficialApi {
  getUser(id: string): Promise<unknown>;
  getUsers(options: { size: number }): Promise<unknown>;
}
interface OfficialSdk {
  ApiClient: { instance: { basePath: string } };
  UsersApi: new () => OfficialApi;
}

const official = (baseUrl: string): OfficialApi => {
  const sdk = createRequire(import.meta.url)("@knetik/knetikcloud-sdk") as OfficialSdk;
  sdk.ApiClient.instance.basePath = baseUrl;
  return new sdk.UsersApi();
};

export const clients = (baseUrl: string): ReadonlyArray<BenchedClient> => {
  const ours = createUsersClient({ baseUrl });
  const sdk = official(baseUrl);
  const http = ky.create({ retry: 0 });
  return [
    {
      name: "raw fetch",
      getUser: async () => (await fetch(`${baseUrl}/users/1`)).json(),
      getPage: async () => (await fetch(`${baseUrl}/users?size=100`)).json(),
    },
    {
      name: "bare ky",
      getUser: () => http(`${baseUrl}/users/1`).json(),
      getPage: () => http(`${baseUrl}/users?size=100`).json(),
    },
    {
      name: "@knetik-users/core",
      getUser: () => ours.getUser(1),
      getPage: () => ours.getUsers({ size: 100 }),
    },
    {
      name: "official SDK",
      getUser: () => sdk.getUser("1"),
      getPage: () => sdk.getUsers({ size: 100 }),
    },
  ];
};
