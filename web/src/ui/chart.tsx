import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { type ReactNode, useEffect, useRef } from "react";

ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

type Drawn = ChartJs<"bar" | "line", (number | null)[], string>;

interface Props {
  kind: "bar" | "line";
  /** What it shows, in a sentence: the chart's text alternative. */
  summary: string;
  labels: readonly string[];
  values: readonly (number | null)[];
  /** Those of another period, drawn as outlines. */
  before?: readonly (number | null)[] | undefined;
  /** What a value counts, for the tooltip: "visits". */
  unit: string;
}

/** A tick's label beside the text of the page, which the reader may have enlarged. */
const TICK_REM = 0.75;

/** The theme's colours of this moment, on paper those of paper, and the font of the ticks. */
export const readColours = (element: Element) => {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: read("--series-1"),
    outline: read("--series-2"),
    area: read("--accent-soft"),
    grid: read("--grid"),
    text: read("--text-quiet"),
    font: {
      family: style.fontFamily,
      size: TICK_REM * parseFloat(getComputedStyle(document.documentElement).fontSize),
    },
  };
};

/** Calls when the theme changes, or what is shown goes on paper and back; the answer ends it. */
export const watchTheme = (onChange: () => void): (() => void) => {
  const queries = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    for (const query of queries) query.removeEventListener("change", onChange);
  };
};

const paint = (chart: Drawn, kind: Props["kind"]) => {
  const { series, outline, area, grid, text, font } = readColours(chart.canvas);
  const looks = [
    { borderColor: series, backgroundColor: kind === "bar" ? series : area },
    { borderColor: outline, backgroundColor: "transparent", borderWidth: 2, borderSkipped: false },
  ];
  // New objects, for the bars of a known one keep the colours that they were drawn with.
  chart.data.datasets = chart.data.datasets.map((dataset, index) => ({
    ...dataset,
    ...looks[index],
  }));
  const ticks = { color: text, font };
  chart.options.scales = {
    x: {
      grid: { display: false },
      border: { color: grid },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
    },
    y: {
      beginAtZero: true,
      suggestedMax: 4,
      grid: { color: grid },
      border: { display: false },
      ticks: { ...ticks, precision: 0, maxTicksLimit: 6 },
    },
  };
  chart.update("none");
};

/** One series over time, or two periods of it. Stands beside a table with the same figures, never alone. */
export const Chart = ({ kind, summary, labels, values, before, unit }: Props): ReactNode => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Drawn>(null);

  useEffect(() => {
    if (!canvas.current) return;
    const made: Drawn = new ChartJs<"bar" | "line", (number | null)[], string>(canvas.current, {
      type: kind,
      data: { labels: [], datasets: [{ data: [] }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        elements: {
          line: { borderWidth: 2, stepped: true, fill: true },
          point: { radius: 0, hitRadius: 8 },
          bar: { borderRadius: 2 },
        },
      },
    });
    chart.current = made;
    const repaint = () => {
      made.resize();
      paint(made, kind);
    };
    const stop = watchTheme(repaint);
    return () => {
      stop();
      made.destroy();
      chart.current = null;
    };
  }, [kind]);

  useEffect(() => {
    if (!chart.current) return;
    const datasets = [{ data: [...values], label: unit }];
    if (before) datasets.push({ data: [...before], label: `${unit} before` });
    chart.current.data = { labels: [...labels], datasets };
    paint(chart.current, kind);
  }, [kind, labels, values, before, unit]);

  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={summary} />
    </div>
  );
};
