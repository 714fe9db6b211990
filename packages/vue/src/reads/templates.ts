import type { Page, UserTemplate, UserTemplateSearch } from "@knetik-users/core";
import { getUserTemplate, getUserTemplates } from "@knetik-users/core/endpoints";
import type { MaybeRefOrGetter } from "vue";
import { keepPrevious } from "./keepPrevious.ts";
import { type ClientOf, readOptions } from "./readOptions.ts";
import { makeRead, type ReadOptions, type UseReadReturn } from "./useRead.ts";

const templatesOptions = readOptions<"getUserTemplates">(getUserTemplates);

/** Options of the query that {@link useUserTemplate} makes. */
export const userTemplateQueryOptions = readOptions<"getUserTemplate">(getUserTemplate);
/** Options of the query that {@link useUserTemplates} makes. */
export const userTemplatesQueryOptions = (
  client: ClientOf<"getUserTemplates">,
  search?: UserTemplateSearch,
) => templatesOptions(client, search);

const readUserTemplate = makeRead("useUserTemplate", userTemplateQueryOptions);
const readUserTemplates = makeRead("useUserTemplates", userTemplatesQueryOptions, keepPrevious);

/** Reads one user template. Waits while the id is `undefined`. */
export const useUserTemplate = <Selected = UserTemplate>(
  id: MaybeRefOrGetter<string | undefined>,
  options?: MaybeRefOrGetter<ReadOptions<"getUserTemplate", Selected>>,
): UseReadReturn<"getUserTemplate", Selected> => readUserTemplate(id, options);

/** Reads one page of the user templates. The previous one stays while the next is on its way. */
export const useUserTemplates = <Selected = Page<UserTemplate>>(
  search?: MaybeRefOrGetter<UserTemplateSearch | undefined>,
  options?: MaybeRefOrGetter<ReadOptions<"getUserTemplates", Selected>>,
): UseReadReturn<"getUserTemplates", Selected> => readUserTemplates(search, options);
