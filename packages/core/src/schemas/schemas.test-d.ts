import { expectTypeOf, it } from "vitest";
import type { AdminModels, FoundUser } from "../models/administration.ts";
import type { Models } from "../models/models.ts";
import type { PageOrder } from "../models/page.ts";
import type { PropertyFieldList } from "../models/propertyDefinition.ts";
import type { UserRelationship } from "../models/user.ts";
import type { UserFilter } from "../models/userSearch.ts";
import type { FoundUserSchema } from "./administration.ts";
import type { adminSchemas } from "./adminSchemas.ts";
import type { PropertyFieldListSchema } from "./propertyDefinition.ts";
import type { schemas } from "./schemas.ts";
import type { UserRelationshipSchema } from "./user.ts";
import type { UserFilterSchema } from "./userSearch.ts";

type TypesOf<All extends { readonly [Name in keyof All]: { readonly Type: unknown } }> = {
  readonly [Name in keyof All]: All[Name]["Type"];
};
type Schemas = TypesOf<typeof schemas>;
type Fields<Model> = Model extends object ? Extract<keyof Model, string> : never;
type FieldsOf<All> = { readonly [Name in keyof All]: Fields<All[Name]> };
type ElementOf<List> = List extends ReadonlyArray<infer Element> ? Element : never;

// `schemas.ts` has to have the types of the models. That allows an optional field on one side only.
it("gives every model the fields of its schema", () => {
  expectTypeOf<FieldsOf<Models>>().toEqualTypeOf<FieldsOf<Schemas>>();
  expectTypeOf<FieldsOf<AdminModels>>().toEqualTypeOf<FieldsOf<TypesOf<typeof adminSchemas>>>();
});

it("gives every part of a model the fields of its schema", () => {
  expectTypeOf<keyof UserRelationship>().toEqualTypeOf<keyof typeof UserRelationshipSchema.Type>();
  expectTypeOf<keyof FoundUser>().toEqualTypeOf<keyof typeof FoundUserSchema.Type>();
  expectTypeOf<keyof UserFilter>().toEqualTypeOf<keyof typeof UserFilterSchema.Type>();
  expectTypeOf<keyof PropertyFieldList>().toEqualTypeOf<
    keyof typeof PropertyFieldListSchema.Type
  >();
  expectTypeOf<keyof PageOrder>().toEqualTypeOf<
    keyof ElementOf<NonNullable<Schemas["UserPage"]["sort"]>>
  >();
});
