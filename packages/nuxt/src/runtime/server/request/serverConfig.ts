import {
  ConfigurationError,
  type ConfigurationProblem,
  createUsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import type { H3Event } from "h3";
import { useRuntimeConfig } from "#imports";
import type { ServerConfig } from "../../../moduleOptions.ts";
import { configProblems } from "./configProblems.ts";

const checked = new WeakSet();

const fail = (problems: ReadonlyArray<ConfigurationProblem>) => {
  if (problems.length > 0) throw new ConfigurationError(problems);
};

/** The options of the running server. Throws a `ConfigurationError` if some are missing. */
export const serverConfig = (event?: H3Event): ServerConfig => {
  const config = useRuntimeConfig(event).users as ServerConfig;
  if (checked.has(config)) return config;
  fail(configProblems(config));
  // Throws if the address is no URL, or if passwords would be sent unencrypted.
  void createUsersClient(clientOptions(config)).close();
  checked.add(config);
  return config;
};

const clientOptions = ({ baseUrl, allowInsecureHttp }: ServerConfig) => ({
  baseUrl,
  allowInsecureHttp,
});

/** The options of a client for this server. A build that prerenders pages may have no address of the API. */
export const apiOptions = (event: H3Event): UsersClientOptions => {
  if (!import.meta.prerender) return clientOptions(serverConfig(event));
  const config = useRuntimeConfig(event).users as ServerConfig;
  if (config.baseUrl !== "") return clientOptions(config);
  return {
    baseUrl: "http://localhost",
    fetch: () => {
      throw new ConfigurationError(configProblems(config));
    },
  };
};
