import * as Schema from "effect/Schema";
import { type Paging, paging } from "./pagingFields.ts";

/** Properties by which templates can be sorted. */
export const templateSortProperties = ["id", "name", "createdDate", "updatedDate"] as const;

/** Input of `getUserTemplates`. */
export interface UserTemplateSearch
  extends
    Paging<(typeof templateSortProperties)[number]>,
    Schema.Schema.Type<typeof UserTemplateSearchSchema> {}
export const UserTemplateSearchSchema = Schema.Struct(paging(templateSortProperties));
