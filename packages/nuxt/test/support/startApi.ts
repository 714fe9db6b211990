import { createServer, type UsersServerOptions } from "@knetik-users/server";
import { type SandboxControls, sandboxControls } from "@knetik-users/server/sandbox";

/** The real API in this process. */
export interface Api extends AsyncDisposable {
  readonly url: string;
  readonly sandbox: SandboxControls;
}

/** Starts the API with sample users. */
export const startApi = async (
  tokens: UsersServerOptions["tokens"] = {},
  others: Pick<UsersServerOptions, "limits" | "trustProxy"> = {},
): Promise<Api> => {
  const server = await createServer({
    sandbox: { users: 9 },
    passwords: { memory: 8, passes: 1 },
    tokens,
    ...others,
  });
  const { url } = await server.listen({ port: 0 });
  return {
    url,
    sandbox: sandboxControls(url),
    [Symbol.asyncDispose]: () => server.close(),
  };
};
