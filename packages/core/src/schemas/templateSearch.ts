import * as Schema from "effect/Schema";
import { templateSortProperties } from "../models/templateSearch.ts";
import { paging } from "./pagingFields.ts";

export const UserTemplateSearchSchema = Schema.Struct(paging(templateSortProperties));
