import { defineComponent, h } from "vue";
import { useUser } from "../src/index.ts";

/** A component that shows the name of a user. */
export const UserName = defineComponent({
  props: { id: { type: [Number, String], required: true } },
  setup: (props) => {
    const { data } = useUser(() => props.id);
    return () => h("p", data.value?.displayName ?? "…");
  },
});
