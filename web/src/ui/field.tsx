import { type ReactNode, useId } from "react";

/** What a control needs to belong to its label, hint and problem. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

interface Props {
  label: ReactNode;
  /** The label is for screen readers alone, where a column or a heading says it already. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** Why the value cannot stay as it is. */
  problem?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}

/** One control with its label, its hint and, next to it, what is wrong. */
export const Field = ({
  label,
  labelHidden = false,
  hint,
  problem,
  children,
}: Props): ReactNode => {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="quiet">
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {problem && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
};
