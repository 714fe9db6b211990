import type { PropertyDefinition, UserTemplate } from "@knetik-users/core";

/** A template being edited. */
export interface TemplateDraft {
  /** Empty to let the API choose one. */
  readonly id: string;
  readonly name: string;
  readonly allowAdditional: boolean;
  readonly properties: ReadonlyArray<PropertyDefinition>;
}

export const blankDraft: TemplateDraft = {
  id: "",
  name: "",
  allowAdditional: false,
  properties: [],
};

export const draftOfTemplate = (template: UserTemplate): TemplateDraft => ({
  id: template.id,
  name: template.name,
  allowAdditional: template.allowAdditional ?? false,
  properties: template.properties ?? [],
});
