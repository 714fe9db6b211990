import { type Command, Option } from "commander";
import { createUsersClient, tokenAccount, type UsersClientOptions } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import {
  type Account,
  type Profile,
  type SecretPlace,
  secretPlaces,
} from "../profiles/profileStore.ts";
import { addCommand, type Run } from "../command/addCommand.ts";
import type { Context } from "../command/context.ts";
import { askText, isInteractive } from "../terminal/prompts.ts";
import { readSecret } from "../terminal/secretInput.ts";
import {
  chosenProfile,
  credentialsOf,
  identityOf,
  variables,
} from "../profiles/resolveConnection.ts";

interface LoginOptions {
  readonly clientId?: string;
  readonly username?: string;
  readonly secretStdin?: boolean;
  readonly store?: SecretPlace;
}

/** The public client of the API, with which users sign in. */
const publicClientId = "web";

const ask = async ({ host }: Context, option: string, question: string): Promise<string> => {
  if (isInteractive(host)) return askText(host, question);
  throw new CliError(`${option} is missing, and there is no terminal to ask.`, {
    exitCode: exitCodes.usage,
    hint: `Pass ${option}.`,
  });
};

/** Obtains the first token, which proves that the credentials are right. */
const signIn = async (
  context: Context,
  api: UsersClientOptions,
  { clientId, username, secretStdin: fromStdin = false }: LoginOptions,
) => {
  const option = "--secret-stdin";
  await using client = createUsersClient(api);
  const { signal } = context.host;
  if (username !== undefined) {
    const id = clientId ?? publicClientId;
    const password = await readSecret(context.host, { fromStdin, option, question: "Password" });
    const token = await client.getOAuthToken(
      { grantType: "password", clientId: id, username, password },
      { signal },
    );
    if (token.refreshToken === undefined) {
      throw new CliError("The API issued no refresh token, so the session would end at once.", {
        exitCode: exitCodes.denied,
        hint: "Sign in with an OAuth client (--client-id), or set KNETIK_USERS_TOKEN.",
      });
    }
    const account: Account = { kind: "user", clientId: id, username };
    return { account, secret: token.refreshToken, token };
  }
  const id = clientId ?? (await ask(context, "--client-id", "Client id"));
  const question = "Client secret";
  const clientSecret = await readSecret(context.host, { fromStdin, option, question });
  const token = await client.getOAuthToken(
    { grantType: "client_credentials", clientId: id, clientSecret },
    { signal },
  );
  const account: Account = { kind: "client", clientId: id };
  return { account, secret: clientSecret, token };
};

const login = async (context: Context, options: LoginOptions): Promise<void> => {
  const { globals, host, profiles, output } = context;
  const { name } = await chosenProfile(profiles, host, globals);
  const known = await profiles.read(name);
  const { KNETIK_USERS_URL: urlOfEnv = "" } = host.env;
  const url =
    globals.url ??
    (urlOfEnv === "" ? known?.url : urlOfEnv) ??
    (await ask(context, "--url", "Address of the API"));
  const { allowInsecureHttp = false } = globals;
  const api = { baseUrl: url, allowInsecureHttp, fetch: host.fetch };
  const { account, secret, token } = await signIn(context, api, options);
  const profile: Profile = { url, account, ...(allowInsecureHttp && { allowInsecureHttp }) };
  const place = await profiles.write(name, profile, secret, options.store);
  await profiles.tokenStore(name).set({
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    expiresAt: token.expiresIn === undefined ? undefined : Date.now() + token.expiresIn * 1_000,
    account: tokenAccount({ ...api, auth: credentialsOf(account, secret) }),
  });
  await profiles.use(name);
  await output.result([`Signed in to ${url} as ${identityOf(account)} (profile ${name}).`], {
    profile: name,
    url,
    identity: identityOf(account),
    store: place,
  });
  const where =
    place === "keychain"
      ? "the keychain of this system"
      : `files in ${profiles.folder} that only you can read`;
  output.note(`The credentials are in ${where}.`);
};

const whoami = (context: Context): Promise<void> =>
  context.withClient(async (client, { url, profile, account, identity, options }) => {
    const isUser =
      account?.kind === "user" || (options.auth !== undefined && "token" in options.auth);
    const { signal } = context.host;
    const user = isUser ? await client.getUser("me", { signal }) : undefined;
    await context.output.result(
      [
        `identity  ${identity}`,
        ...(user === undefined
          ? []
          : [`user      ${user.username ?? user.displayName ?? ""} (id ${user.id})`]),
        `profile   ${profile ?? "none"}`,
        `url       ${url}`,
      ],
      { identity, user_id: user?.id, username: user?.username, profile, url },
    );
  });

export const addSessionCommands = (program: Command, run: Run): void => {
  addCommand<LoginOptions>(program, run, {
    usage: "login",
    description: "Signs in and stores the credentials as a profile.",
    options: (command) => {
      command
        .option("--client-id <id>", `OAuth client (default with --username: "${publicClientId}")`)
        .option("--username <name>", "signs in as a user; only a refresh token is stored")
        .option("--secret-stdin", "reads the client secret or password from standard input")
        .addOption(
          new Option(
            "--store <place>",
            "where credentials are kept (default: the keychain if there is one)",
          ).choices(secretPlaces),
        );
    },
    details: `Credentials are in the keychain of this system, or in files that only you can read. In CI,
set environment variables instead:\n${Object.entries(variables)
      .map(([name, text]) => `  ${name.padEnd(27)} ${text}`)
      .join("\n")}`,
    examples: [
      "login --url https://api.example.com --client-id ops",
      "login --url https://api.example.com --username ada --profile ada",
      "login --url https://api.example.com --client-id ops --secret-stdin < secret.txt",
    ],
    action: (context, { options }) => login(context, options),
  });
  addCommand(program, run, {
    usage: "logout",
    description: "Deletes the stored credentials of a profile.",
    examples: ["logout", "logout --profile ada"],
    action: async ({ profiles, host, globals, output }) => {
      const { name } = await chosenProfile(profiles, host, globals);
      const existed = await profiles.remove(name);
      if (existed) output.note(`Deleted the credentials of profile ${name}.`);
      else output.note(`Profile ${name} has no credentials.`);
    },
  });
  addCommand(program, run, {
    usage: "whoami",
    description: "Shows the account and the API that commands use.",
    examples: ["whoami", "whoami --profile ada --json"],
    action: whoami,
  });
};
