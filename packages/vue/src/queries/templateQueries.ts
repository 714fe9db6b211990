import type { Page, UserTemplate, UserTemplateSearch } from "@knetik-users/core";
import { getUserTemplate, getUserTemplates } from "@knetik-users/core/endpoints";
import type { MaybeRefOrGetter } from "vue";
import type { ClientOf } from "../cache/callOperation.ts";
import type { RouteParam } from "../cache/givenIds.ts";
import { keepPrevious } from "./keepPrevious.ts";
import { makeQueryOptions } from "./queryOptions.ts";
import { makeQuery, type UseUsersQueryOptions, type UseUsersQueryReturn } from "./makeQuery.ts";

const templatesOptions = makeQueryOptions<"getUserTemplates">(getUserTemplates);

/** Query options of {@link useUserTemplate}. */
export const userTemplateQueryOptions = makeQueryOptions<"getUserTemplate">(getUserTemplate);
/** Query options of {@link useUserTemplates}. */
export const userTemplatesQueryOptions = (
  client: ClientOf<"getUserTemplates">,
  search?: UserTemplateSearch,
) => templatesOptions(client, search);

const readUserTemplate = makeQuery("useUserTemplate", userTemplateQueryOptions);
const readUserTemplates = makeQuery("useUserTemplates", userTemplatesQueryOptions, keepPrevious);

/** Reads one user template. Waits while the id is `undefined`. */
export const useUserTemplate = <Selected = UserTemplate>(
  id: MaybeRefOrGetter<RouteParam | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUserTemplate", Selected>>,
): UseUsersQueryReturn<"getUserTemplate", Selected> => readUserTemplate(id, options);

/** Reads one page of the user templates. The previous page stays visible while the next one loads. */
export const useUserTemplates = <Selected = Page<UserTemplate>>(
  search?: MaybeRefOrGetter<UserTemplateSearch | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUserTemplates", Selected>>,
): UseUsersQueryReturn<"getUserTemplates", Selected> => readUserTemplates(search, options);
