import { type FunctionalComponent, h, type VNodeChild } from "vue";
import { argumentsOf, messageOf, type TextArguments, type TextKey } from "./t.ts";

interface Props<Key extends TextKey = TextKey> {
  readonly text: Key;
  readonly values: TextArguments<Key> & object;
}

const bold = (children: ReadonlyArray<VNodeChild>) => h("b", [...children]);

/** A text with `<b>` in it. */
export const RichText: FunctionalComponent<Props> = ({ text, values }) =>
  messageOf(text).format<VNodeChild>({ ...argumentsOf(values), b: bold });
RichText.props = ["text", "values"];
