import { computed, type ComputedRef, shallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { readJson, writeJson } from "../storage/browserStorage.ts";
import { type Column, columns } from "./columns.ts";
import {
  type ColumnName,
  columnsText,
  type Density,
  knownColumns,
  readColumns,
  readLook,
} from "./tableLook.ts";

const key = "table";
const kept = shallowRef(readLook(readJson(key)));
const remember = (change: Partial<typeof kept.value>) => {
  kept.value = { ...kept.value, ...change };
  writeJson(key, kept.value);
};

/** The columns and the density of the users table. The columns of the URL come before the remembered ones. */
export const useTableLook = (): {
  readonly shownColumns: ComputedRef<ReadonlyArray<Column>>;
  readonly density: ComputedRef<Density>;
  readonly toggleColumn: (name: ColumnName) => void;
  readonly setDensity: (density: Density) => void;
} => {
  const route = useRoute();
  const router = useRouter();
  const ofUrl = computed(() => readColumns(route.query["columns"]));
  const names = computed(() => ofUrl.value ?? kept.value.columns);
  return {
    shownColumns: computed(() => columns.filter(({ property }) => names.value.includes(property))),
    density: computed(() => kept.value.density),
    toggleColumn: (name) => {
      const next = names.value.includes(name)
        ? names.value.filter((shown) => shown !== name)
        : knownColumns([...names.value, name]);
      remember({ columns: next });
      if (ofUrl.value !== undefined) {
        void router.replace({ query: { ...route.query, columns: columnsText(next) } });
      }
    },
    setDensity: (density) => remember({ density }),
  };
};
