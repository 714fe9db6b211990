import { isUsersError } from "@knetik-users/core";
import { describeError } from "../errors/describeError.ts";
import { byteOrderMark, csvText } from "../files/csvText.ts";
import type { BulkRow } from "./runBulk.ts";

const titles = ["id", "username", "display_name", "result", "error", "request_id"];

const cellsOf = ({ user, state, error }: BulkRow): ReadonlyArray<string> => [
  String(user.id),
  user.username ?? "",
  user.displayName ?? "",
  state,
  state === "failed" ? describeError(error).title : "",
  isUsersError(error) ? (error.requestId ?? "") : "",
];

/** What has become of each user, as CSV. */
export const bulkReport = (rows: ReadonlyArray<BulkRow>): string =>
  byteOrderMark + csvText([titles, ...rows.map(cellsOf)], ",");
