/** An account of a sandbox, whose password is public. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly roles: ReadonlyArray<string>;
}

/** Reads the accounts of a sandbox; `undefined` if the API is none, or does not respond within two seconds. */
export const readDemoAccounts = async (
  apiUrl: string,
): Promise<ReadonlyArray<DemoAccount> | undefined> => {
  try {
    const response = await fetch(`${apiUrl.replace(/\/+$/, "")}/_sandbox/`, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(2000),
    });
    if (!response.ok) return undefined;
    const { credentials } = (await response.json()) as {
      readonly credentials: { readonly users: ReadonlyArray<DemoAccount> };
    };
    return credentials.users.map(({ username, password, roles }) => ({
      username,
      password,
      roles,
    }));
  } catch {
    return undefined;
  }
};
