// Users as rows of files: for exports and imports of many users.
export {
  expectations,
  formatCell,
  isRecord,
  parseCell,
  type Parsed,
  parseTime,
  type WireRecord,
} from "./bulk/cells.ts";
export { changesOf } from "./bulk/changes.ts";
export { type FieldColumn, fieldColumn, propertyColumnOf, typedColumn } from "./bulk/columns.ts";
export { type Field, type FieldKind, fieldsOf, matchName } from "./bulk/fields.ts";
export { findUser, foldName, type NameField, PrivateNames } from "./bulk/findUser.ts";
export { type ImportRow, readRow, type SourceRow } from "./bulk/importRow.ts";
export {
  type Attempt,
  decide,
  type Decision,
  type FailureCause,
  findTakenNames,
  type Importer,
  type RowOutcome,
  type RowResult,
  tryImportUser,
} from "./bulk/importUser.ts";
export { type ImportJob, type ImportJournal, importUsers } from "./bulk/importUsers.ts";
export { orderedMap } from "./bulk/orderedMap.ts";
export { makePatience, type Patience } from "./bulk/patience.ts";
export { type PlannedRow, planImport } from "./bulk/planImport.ts";
export { type ListSource, readAllUsers } from "./bulk/readAllUsers.ts";
export { type Checked, checkRegistration, checkUpdate } from "./bulk/records.ts";
export type { KeyField, RowIssue, RowProblem, RowReader } from "./bulk/rowReader.ts";
export { sleep } from "./bulk/sleep.ts";
export { escapeFormula, unescapeFormula } from "./bulk/spreadsheetCells.ts";
export {
  errorColumn,
  idField,
  importFields,
  propertiesField,
  propertyTypeNames,
  registrationFields,
  summaryFields,
  updateFields,
  userFields,
} from "./bulk/userFields.ts";
export { uniqueFields, uniqueKeysOf } from "./bulk/uniqueKeys.ts";
export { runWorkers } from "./bulk/workers.ts";
