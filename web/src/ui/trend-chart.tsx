import { Chart as ChartJs } from "chart.js";
import { type ReactNode, useEffect, useRef } from "react";
import { readColours, watchTheme } from "./chart.tsx";

interface Props {
  /** What it shows, in a sentence: the chart's text alternative. */
  summary: string;
  /** In time order. */
  points: readonly { atMs: number; value: number }[];
  unit: string;
  formatTime: (atMs: number) => string;
}

/** Measurements where they stand in time. Stands beside a table with the same values, never alone. */
export const TrendChart = ({ summary, points, unit, formatTime }: Props): ReactNode => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const write = useRef(formatTime);
  write.current = formatTime;

  useEffect(() => {
    if (!canvas.current) return;
    const made = new ChartJs<"line", { x: number; y: number }[]>(canvas.current, {
      type: "line",
      data: {
        datasets: [{ label: unit, data: points.map(({ atMs, value }) => ({ x: atMs, y: value })) }],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "nearest", axis: "x", intersect: false },
        plugins: {
          tooltip: { callbacks: { title: ([item]) => write.current(item?.parsed.x ?? 0) } },
        },
      },
    });
    const times = points.map(({ atMs }) => atMs);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    // No point lies on the edge, where half of it would be cut off.
    const margin = Math.max(60_000, (last - first) * 0.03);
    const paint = () => {
      const { series, grid, text, font } = readColours(made.canvas);
      const ticks = { color: text, font };
      made.data.datasets = made.data.datasets.map((dataset) => ({
        ...dataset,
        borderColor: series,
        backgroundColor: series,
        borderWidth: 2,
        pointRadius: 4,
        hitRadius: 8,
      }));
      made.options.scales = {
        x: {
          type: "linear",
          min: first - margin,
          max: last + margin,
          grid: { display: false },
          border: { color: grid },
          ticks: {
            ...ticks,
            maxRotation: 0,
            maxTicksLimit: 5,
            autoSkipPadding: 24,
            includeBounds: false,
            callback: (value) => write.current(Number(value)),
          },
        },
        y: {
          grid: { color: grid },
          border: { display: false },
          ticks: { ...ticks, maxTicksLimit: 6 },
        },
      };
      made.resize();
      made.update("none");
    };
    paint();
    const stop = watchTheme(paint);
    return () => {
      stop();
      made.destroy();
    };
  }, [points, unit]);

  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={summary} />
    </div>
  );
};
