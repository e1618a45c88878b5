import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  children: ReactNode;
}

interface RadioProps extends Props {
  /** The group: one of its radios is checked at a time. */
  name: string;
  onPick: () => void;
}

export const Radio = ({ name, checked, onPick, children }: RadioProps): ReactNode => (
  <label className="option">
    <input type="radio" name={name} checked={checked} onChange={onPick} />
    <span>{children}</span>
  </label>
);

interface CheckProps extends Props {
  disabled?: boolean;
  /** The language of its words, where it is not the page's. */
  lang?: string;
  onToggle: (on: boolean) => void;
}

export const Check = ({
  checked,
  disabled = false,
  lang,
  onToggle,
  children,
}: CheckProps): ReactNode => (
  <label className="option">
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      onChange={({ target }) => onToggle(target.checked)}
    />
    <bdi lang={lang}>{children}</bdi>
  </label>
);
