import {
  type PropertyDefinition,
  stringifyJson,
  type UserTemplate,
  type UserTemplateUpdate,
} from "@knetik-users/core";
import * as Equal from "effect/Equal";
import type { Named } from "../unsaved/mergeChanges.ts";
import { draftOfTemplate, type TemplateDraft } from "./templateDraft.ts";

/** The name, whether others are allowed, or a definition. */
export type TemplateValue = string | boolean | PropertyDefinition;

const prefix = "properties.";

/** The key of a draft that is kept while the session is renewed. */
export const templateDraftKey = (id: string): string => `template ${id}`;

/** The name of a definition; empty if it has none. */
export const nameOfDefinition = (definition: PropertyDefinition): string => {
  if (definition.type !== "unknown") return definition.name;
  const { wire } = definition;
  const name = typeof wire === "object" && wire !== null && "name" in wire ? wire.name : undefined;
  return typeof name === "string" ? name : "";
};

/** A definition as text, to compare two of them. */
export const describeDefinition = (definition: PropertyDefinition): string =>
  stringifyJson(definition.type === "unknown" ? definition.wire : definition, 2);

/** The name of the definition, unless it is another value. */
export const definitionNameIn = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

/** Name, other values and each definition as values of their own, so that several changes can be merged. */
export const valuesOfDraft = ({
  name,
  allowAdditional,
  properties,
}: TemplateDraft): Named<TemplateValue> =>
  Object.fromEntries<TemplateValue>([
    ["name", name],
    ["allowAdditional", allowAdditional],
    ...properties.map((definition): [string, TemplateValue] => [
      prefix + nameOfDefinition(definition),
      definition,
    ]),
  ]);

export const valuesOfTemplate = (template: UserTemplate): Named<TemplateValue> =>
  valuesOfDraft(draftOfTemplate(template));

/** `false` for definitions without a name of their own, which cannot be merged: the API rejects them. */
export const isMergeable = ({ properties }: TemplateDraft): boolean =>
  new Set(properties.map(nameOfDefinition)).size === properties.length;

const namesOf = ({ properties }: TemplateDraft) => properties.map(nameOfDefinition);

/** The names that were there before, in their present order. */
const orderOf = (draft: TemplateDraft, known: ReadonlyArray<string>) =>
  namesOf(draft).filter((name) => known.includes(name));

/**
 * The draft of merged values. Definitions are in my order if I have changed it, else in theirs; those that only
 * one side has come last.
 */
export const draftOfValues = (
  values: Named<TemplateValue>,
  before: TemplateDraft,
  mine: TemplateDraft,
  theirs: TemplateDraft,
): TemplateDraft => {
  const common = namesOf(before).filter(
    (name) => namesOf(mine).includes(name) && namesOf(theirs).includes(name),
  );
  const isReordered = !Equal.equals(orderOf(mine, common), orderOf(before, common));
  const order = isReordered
    ? [...namesOf(mine), ...namesOf(theirs)]
    : [...namesOf(theirs), ...namesOf(mine)];
  const definitions = [...new Set(order)].flatMap((name) => {
    const value = Object.hasOwn(values, prefix + name) ? values[prefix + name] : undefined;
    return typeof value === "object" ? [value] : [];
  });
  const { name } = values;
  return {
    id: mine.id,
    name: typeof name === "string" ? name : mine.name,
    allowAdditional: values["allowAdditional"] === true,
    properties: definitions,
  };
};

/** The changes of a template. The API replaces all definitions at once, so those of others are sent, too. */
export const templateChanges = (
  draft: TemplateDraft,
  template: UserTemplate,
): UserTemplateUpdate => {
  const now = draftOfTemplate(template);
  return {
    ...(draft.name !== now.name && { name: draft.name }),
    ...(draft.allowAdditional !== now.allowAdditional && {
      allowAdditional: draft.allowAdditional,
    }),
    ...(!Equal.equals(draft.properties, now.properties) && { properties: draft.properties }),
  };
};
