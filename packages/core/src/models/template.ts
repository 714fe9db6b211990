import type { PropertyDefinition } from "./propertyDefinition.ts";
import type { WithUnknownFields } from "./unknownFields.ts";

/**
 * A user template: a named set of property definitions that validates the `additionalProperties` of its
 * users (`TemplateResource`).
 */
export interface UserTemplate extends WithUnknownFields {
  /** At most 255 characters. */
  readonly id: string;
  /** Unique among the templates. */
  readonly name: string;
  /** `true` allows properties that the template does not define. */
  readonly allowAdditional?: boolean | undefined;
  /** Definitions of the properties, by which the API validates `additionalProperties`. */
  readonly properties?: ReadonlyArray<PropertyDefinition> | undefined;
  /** Whole seconds on the wire. Set by the server. */
  readonly createdDate?: Date | undefined;
  /** Whole seconds on the wire. Set by the server. */
  readonly updatedDate?: Date | undefined;
}

/** Input of `createUserTemplate`. The `id` is optional. */
export interface UserTemplateInput extends WithUnknownFields {
  /** `true` allows properties that the template does not define. */
  readonly allowAdditional?: boolean | undefined;
  /** Definitions of the properties, by which the API validates `additionalProperties`. */
  readonly properties?: ReadonlyArray<PropertyDefinition> | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly createdDate?: Date | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly updatedDate?: Date | undefined;
  /** 1 to 255 characters. The API makes one if it is omitted. */
  readonly id?: string | undefined;
  /** At least one character; unique among the templates. */
  readonly name: string;
}

/**
 * Input of `updateUserTemplate`. Omitted fields keep their values. A template returned by the API can be
 * modified and sent back: fields that only the server sets are not sent.
 */
export interface UserTemplateUpdate extends WithUnknownFields {
  /** `true` allows properties that the template does not define. */
  readonly allowAdditional?: boolean | undefined;
  /** Definitions of the properties, by which the API validates `additionalProperties`. */
  readonly properties?: ReadonlyArray<PropertyDefinition> | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly createdDate?: Date | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly updatedDate?: Date | undefined;
  /** Set at creation. Accepted, but not sent. */
  readonly id?: string | undefined;
  /** At least one character; unique among the templates. */
  readonly name?: string | undefined;
}
