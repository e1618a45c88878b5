import { Fragment, type ReactNode } from "react";

interface Props {
  /** A text of a catalogue, with words in braces. */
  text: string;
  values: Record<string, ReactNode>;
}

/** A text whose words in braces are filled in by elements. */
export const Sentence = ({ text, values }: Props) =>
  text
    .split(/(\{\w+\})/)
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
    .map((part, index) => <Fragment key={index}>{values[part.slice(1, -1)] ?? part}</Fragment>);
