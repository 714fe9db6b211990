import type { UserSummary } from "@knetik-users/core";
import { usersKey, useSession } from "@knetik-users/vue";
import { useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef, onScopeDispose, ref, type Ref, shallowRef } from "vue";
import { useAdminClient } from "../administration/adminClient.ts";
import { adminQueryKey } from "../administration/adminQueryKey.ts";
import { addForm } from "../unsaved/unsavedForms.ts";
import { type BulkActionName, bulkActions, idsWithTag } from "./actions.ts";
import { type BulkRow, type RowState, runBulk } from "./runBulk.ts";

/** `ready`: the rows are known, and nothing has been changed. */
export type BulkStep = "choose" | "checking" | "ready" | "running" | "stopped" | "finished";

/** An action on the selected users. */
export interface BulkJob {
  readonly step: Readonly<Ref<BulkStep>>;
  readonly rows: ComputedRef<ReadonlyArray<BulkRow>>;
  readonly counts: ComputedRef<{ readonly [State in RowState]: number }>;
  readonly waitsUntil: Readonly<Ref<number | undefined>>;
  readonly error: Readonly<Ref<unknown>>;
  readonly canUndo: ComputedRef<boolean>;
  /** Finds the users that the action would change. */
  readonly check: (action: BulkActionName, tag: string) => Promise<void>;
  /** Starts or continues. */
  readonly run: () => Promise<void>;
  readonly retryFailed: () => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly cancel: () => void;
}

export const useBulkJob = (users: () => ReadonlyArray<UserSummary>): BulkJob => {
  const client = useAdminClient();
  const { user: me } = useSession();
  const queryClient = useQueryClient();
  const step = ref<BulkStep>("choose");
  const error = shallowRef<unknown>();
  const waitsUntil = ref<number>();
  let chosen: { readonly action: BulkActionName; readonly tag: string } | undefined;
  let sent = new Set<number>();
  let isUndoing = false;
  let controller = new AbortController();

  // Replaced for each frame: ten thousand reactive rows would be slow.
  let all: ReadonlyArray<BulkRow> = [];
  const rows = shallowRef(all);
  let frame = 0;
  const show = () => {
    rows.value = [...all];
  };
  const showSoon = () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      show();
    });
  };

  const counts = computed(() => {
    const sums: { [State in RowState]: number } = {
      waiting: 0,
      running: 0,
      done: 0,
      unchanged: 0,
      failed: 0,
      undone: 0,
    };
    for (const { state } of rows.value) sums[state] += 1;
    return sums;
  });

  const check = async (action: BulkActionName, tag: string) => {
    step.value = "checking";
    error.value = undefined;
    controller = new AbortController();
    chosen = { action, tag };
    isUndoing = false;
    sent = new Set();
    const { tagged, isForOthers = false } = bulkActions[action];
    try {
      const ids = users().map(({ id }) => id);
      const having =
        tagged === undefined ? undefined : await idsWithTag(client, ids, tag, controller.signal);
      all = users().map((user) => ({
        user,
        state:
          (having === undefined || having.has(user.id) === (tagged === "with")) &&
          !(isForOthers && user.id === me.value?.id)
            ? "waiting"
            : "unchanged",
      }));
      show();
      step.value = "ready";
    } catch (failure) {
      step.value = "choose";
      if (!controller.signal.aborted) error.value = failure;
    }
  };
  const run = async () => {
    if (chosen === undefined) return;
    const { action, tag } = chosen;
    const { act } = bulkActions[isUndoing ? (bulkActions[action].undo ?? action) : action];
    controller = new AbortController();
    step.value = "running";
    await runBulk({
      act: (user, signal) => act(client, user, { tag, signal, sent }),
      rows: all,
      signal: controller.signal,
      done: isUndoing ? "undone" : "done",
      onChange: showSoon,
      onWait: (until) => (waitsUntil.value = until),
    });
    show();
    waitsUntil.value = undefined;
    step.value = counts.value.waiting > 0 ? "stopped" : "finished";
    // The client was called without the mutations, which would do this after each row.
    void queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
    void queryClient.invalidateQueries({ queryKey: usersKey("getUser") });
    void queryClient.invalidateQueries({ queryKey: usersKey("getUserTags") });
    void queryClient.invalidateQueries({ queryKey: adminQueryKey("getAccount") });
    void queryClient.invalidateQueries({ queryKey: adminQueryKey("getAuditRecords") });
    void queryClient.invalidateQueries({ queryKey: adminQueryKey("getStatistics") });
  };
  const again = (from: RowState) => {
    for (const row of all) if (row.state === from) row.state = "waiting";
    return run();
  };

  const remove = addForm(() => step.value === "running");
  onScopeDispose(() => {
    remove();
    controller.abort();
    cancelAnimationFrame(frame);
  });
  return {
    step,
    rows: computed(() => rows.value),
    counts,
    waitsUntil,
    error,
    canUndo: computed(
      () =>
        counts.value.done > 0 &&
        chosen !== undefined &&
        bulkActions[chosen.action].undo !== undefined,
    ),
    check,
    run,
    retryFailed: () => again("failed"),
    undo: () => {
      isUndoing = true;
      sent = new Set();
      // Only what this action has changed.
      for (const row of all) if (row.state === "waiting") row.state = "unchanged";
      return again("done");
    },
    cancel: () => controller.abort(),
  };
};
