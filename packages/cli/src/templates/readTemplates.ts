import type { UsersClient, UserTemplate } from "@knetik-users/core";

/** All templates of an API. */
export const readTemplates = async (
  client: UsersClient,
  signal: AbortSignal,
): Promise<ReadonlyArray<UserTemplate>> => {
  const all: Array<UserTemplate> = [];
  for await (const template of client.all.getUserTemplates({}, { signal })) all.push(template);
  return all;
};
