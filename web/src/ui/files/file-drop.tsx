import { type ReactNode, useId, useState } from "react";

interface Props {
  /** What the file is to be. */
  label?: string;
  /** The name of the file that was chosen. */
  chosen?: string | undefined;
  disabled: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on, and the same by a button. */
export const FileDrop = ({
  label = "Choose a CSV file, or drop one here",
  chosen,
  disabled,
  onFile,
}: Props): ReactNode => {
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button inside is everybody's.
    <div
      className={`file-drop ${over ? "file-drop-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file && !disabled) onFile(file);
      }}
    >
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        disabled={disabled}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          // So that the same file can be chosen again after it was mended.
          target.value = "";
        }}
      />
      {chosen && (
        <p className="file-drop-name">
          <bdi>{chosen}</bdi>
        </p>
      )}
    </div>
  );
};
