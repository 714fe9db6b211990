import type { FieldErrors } from "@knetik-users/vue";
import type { Definition } from "../properties/kinds.ts";

/** Slot for the editor of a nested definition. It avoids an import circle. */
export interface DefinitionEditorSlot {
  readonly definition: Definition;
  readonly focusName: boolean;
  readonly path: string;
  readonly errors: FieldErrors;
  readonly change: (definition: Definition) => void;
}
