import { create } from "qrcode";

export interface QrPath {
  /** Modules along one side. */
  size: number;
  /** The dark modules as an SVG path, one unit a module, without a quiet zone. */
  path: string;
}

/** H is still readable with about 30% of it dirty or torn, M with about 15%. */
export type QrLevel = "H" | "M";

/** A QR code (ISO/IEC 18004). Four modules of white must stay around it. */
export const qrPath = (text: string, level: QrLevel): QrPath => {
  const { modules } = create(text, { errorCorrectionLevel: level });
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column < size && modules.get(row, column)) column++;
      path += `M${start} ${row}h${column - start}v1H${start}z`;
    }
  }
  return { size, path };
};
