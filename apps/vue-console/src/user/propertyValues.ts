import type { AdditionalProperties, User, UserUpdate } from "@knetik-users/core";
import * as Equal from "effect/Equal";
import type { Named } from "../unsaved/mergeChanges.ts";

/** Id of the template, or a property. */
export type PropertyOrTemplate = string | AdditionalProperties[string];
/** The template and each property as values of their own, so that changes of several can be merged. */
export type PropertyValues = Named<PropertyOrTemplate>;

interface Parts {
  readonly properties: AdditionalProperties;
  /** Empty if there is none. */
  readonly template: string;
}

const templateName = "template";
const prefix = "additionalProperties.";

/** The key of a draft that is kept while the session is renewed. */
export const propertiesDraftKey = (id: number): string => `properties of ${id}`;

/** The name of the property, unless it is the template. */
export const propertyNameIn = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

export const joinValues = ({ properties, template }: Parts): PropertyValues =>
  Object.fromEntries<PropertyOrTemplate>([
    ...(template === "" ? [] : [[templateName, template] as const]),
    ...Object.entries(properties).map(([name, property]) => [prefix + name, property] as const),
  ]);

export const valuesOfUser = ({ additionalProperties, template }: User): PropertyValues =>
  joinValues({ properties: additionalProperties ?? {}, template: template ?? "" });

export const propertiesIn = (values: PropertyValues): Parts => {
  const template = values[templateName];
  return {
    template: typeof template === "string" ? template : "",
    properties: Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => {
        const property = propertyNameIn(name);
        return property === undefined || typeof value === "string" ? [] : [[property, value]];
      }),
    ),
  };
};

/** The changes of a user. The API replaces all properties at once, so those of others are sent, too. */
export const propertyChanges = (merged: PropertyValues, user: User): UserUpdate => {
  const { properties, template } = propertiesIn(merged);
  return {
    ...(template !== (user.template ?? "") && { template: template === "" ? null : template }),
    ...(!Equal.equals(properties, user.additionalProperties ?? {}) && {
      additionalProperties: properties,
    }),
  };
};
