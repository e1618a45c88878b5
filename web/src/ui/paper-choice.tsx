import type { ReactNode } from "react";
import { Radio } from "./option.tsx";
import { type Paper, papers } from "./paper.ts";

interface Props {
  chosen: Paper;
  onChange: (paper: Paper) => void;
}

export const PaperChoice = ({ chosen, onChange }: Props): ReactNode => (
  <fieldset className="options">
    <legend>Paper</legend>
    {papers.map(({ paper, name }) => (
      <Radio key={paper} name="paper" checked={paper === chosen} onPick={() => onChange(paper)}>
        {name}
      </Radio>
    ))}
  </fieldset>
);
