import { defineComponent, h } from "vue";
import { useInfiniteUsers, useUser, useUsers } from "../src/index.ts";

/** An ordinary page, with no code for server rendering. */
export const Page = defineComponent({
  props: { missing: { type: Number, default: 999 } },
  setup: (props) => {
    const { data: me, isPending } = useUser("me");
    const { error } = useUser(() => props.missing);
    const { data: list } = useUsers({ size: 3, filter: { lastActivity: { gt: new Date(0) } } });
    const { rows } = useInfiniteUsers({ size: 2 });
    const later = useUser(1, { serverPrefetch: false });
    const never = useUser(undefined);
    return () =>
      h("main", [
        h("h1", isPending.value ? "…" : me.value?.email),
        h("time", me.value?.memberSince?.toISOString()),
        h("p", error.value === null ? "no error" : error.value._tag),
        h("i", list.value?.content.map(({ id }) => id).join()),
        h("b", rows.value.map(({ id }) => id).join()),
        h("s", later.isPending.value ? "later" : later.data.value?.displayName),
        h("u", never.fetchStatus.value),
        h(Nested, { missing: props.missing }),
      ]);
  },
});

/** Uses the same query as its parent, so one request is sent. */
const Nested = defineComponent({
  props: { missing: { type: Number, required: true } },
  setup: (props) => {
    const { data: me } = useUser("me");
    const { error } = useUser(() => props.missing);
    return () => h("em", `${me.value?.username ?? "?"} ${error.value?._tag ?? "?"}`);
  },
});
