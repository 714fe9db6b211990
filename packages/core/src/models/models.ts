import type { DeleteUserTemplateOptions } from "./deleteUserTemplateOptions.ts";
import type { UserRef } from "./identifiers.ts";
import type { Page } from "./page.ts";
import type { NewPassword, PasswordResetRequest } from "./passwords.ts";
import type { AdditionalProperties } from "./property.ts";
import type { PropertyDefinition } from "./propertyDefinition.ts";
import type { UserTemplate, UserTemplateInput, UserTemplateUpdate } from "./template.ts";
import type { UserTemplateSearch } from "./templateSearch.ts";
import type { OAuthToken, TokenRequest } from "./token.ts";
import type { User, UserRegistration, UserSummary, UserUpdate } from "./user.ts";
import type { UserSearch } from "./userSearch.ts";

/** The types of what is sent and received, by the name of the codec and the schema. */
export interface Models {
  // Path parameters and wrapped bodies.
  readonly UserId: number;
  readonly UserRef: UserRef;
  readonly Id: string;
  readonly Tag: string;
  readonly Password: string;
  // Queries.
  readonly UserSearch: UserSearch;
  readonly UserTemplateSearch: UserTemplateSearch;
  readonly DeleteUserTemplateOptions: DeleteUserTemplateOptions;
  // Request bodies.
  readonly UserRegistration: UserRegistration;
  readonly UserUpdate: UserUpdate;
  readonly UserTemplateInput: UserTemplateInput;
  readonly UserTemplateUpdate: UserTemplateUpdate;
  readonly NewPassword: NewPassword;
  readonly PasswordResetRequest: PasswordResetRequest;
  readonly TokenRequest: TokenRequest;
  // Responses.
  readonly User: User;
  readonly UserSummary: UserSummary;
  readonly UserPage: Page<UserSummary>;
  readonly Tags: ReadonlyArray<string>;
  readonly UserTemplate: UserTemplate;
  readonly UserTemplatePage: Page<UserTemplate>;
  readonly OAuthToken: OAuthToken;
  // What a server stores.
  readonly AdditionalProperties: AdditionalProperties;
  readonly PropertyDefinitions: ReadonlyArray<PropertyDefinition>;
}
