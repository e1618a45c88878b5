import { type ReactNode, useMemo } from "react";
import { type QrLevel, qrPath } from "./qr-path.ts";

interface Props {
  /** What a reader of the code gets. */
  text: string;
  /** For those who do not see it. */
  label: string;
  /** H for what hangs on walls, which is the usual; M where larger modules matter more. */
  level?: QrLevel;
  className?: string;
}

/** A QR code in black; whoever places it leaves white around it. */
export const QrCode = ({ text, label, level = "H", className }: Props): ReactNode => {
  const { size, path } = useMemo(() => qrPath(text, level), [text, level]);
  return (
    <svg className={className} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  );
};
