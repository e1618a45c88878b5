import { type ReactNode, useId } from "react";
import type { FieldControl } from "../ui/field.tsx";

interface Props {
  control: FieldControl;
  value: string;
  disabled?: boolean;
  onChange: (timeZone: string) => void;
}

/** An IANA zone, out of those that this browser can list; older ones cannot, and take any by hand. */
export const TimeZoneInput = ({ control, value, disabled, onChange }: Props): ReactNode => {
  const id = useId();
  const zones = "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
  return (
    <>
      <input
        {...control}
        className="input-wide"
        list={id}
        disabled={disabled}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
};
