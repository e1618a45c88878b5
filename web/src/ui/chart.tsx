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

interface Props {
  kind: "bar" | "line";
  /** What it shows, in a sentence: the chart's text alternative. */
  summary: string;
  labels: readonly string[];
  values: readonly (number | null)[];
  /** What a value counts, for the tooltip: "visits". */
  unit: string;
}

const coloursOf = (element: Element) => {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: read("--series-1"),
    fill: read("--accent-soft"),
    grid: read("--grid"),
    text: read("--text-quiet"),
    font: style.fontFamily,
  };
};

/** Gives the chart the theme's colours of this moment. */
const paint = (chart: ChartJs<"bar" | "line", (number | null)[], string>) => {
  const { series, fill, grid, text, font } = coloursOf(chart.canvas);
  const isLine = "type" in chart.config && chart.config.type === "line";
  for (const dataset of chart.data.datasets) {
    dataset.borderColor = series;
    dataset.backgroundColor = isLine ? fill : series;
  }
  const axis = { color: text, font: { family: font, size: 12 } };
  chart.options.scales = {
    x: {
      grid: { display: false },
      border: { color: grid },
      ticks: { ...axis, maxRotation: 0, autoSkipPadding: 12 },
    },
    y: {
      beginAtZero: true,
      suggestedMax: 4,
      grid: { color: grid },
      border: { display: false },
      ticks: { ...axis, precision: 0, maxTicksLimit: 6 },
    },
  };
  chart.update("none");
};

const darkTheme = "(prefers-color-scheme: dark)";

/** One series over time. Stands beside a table with the same figures, never alone. */
export const Chart = ({ kind, summary, labels, values, unit }: Props): ReactNode => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<ChartJs<"bar" | "line", (number | null)[], string>>(null);

  useEffect(() => {
    if (!canvas.current) return;
    const made = new ChartJs<"bar" | "line", (number | null)[], string>(canvas.current, {
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
    const repaint = () => paint(made);
    const fit = () => {
      made.resize();
      paint(made);
    };
    const queries = [matchMedia(darkTheme), matchMedia("print")];
    for (const query of queries) query.addEventListener("change", repaint);
    window.addEventListener("beforeprint", fit);
    window.addEventListener("afterprint", fit);
    return () => {
      for (const query of queries) query.removeEventListener("change", repaint);
      window.removeEventListener("beforeprint", fit);
      window.removeEventListener("afterprint", fit);
      made.destroy();
      chart.current = null;
    };
  }, [kind]);

  useEffect(() => {
    const made = chart.current;
    const dataset = made?.data.datasets[0];
    if (!made || !dataset) return;
    made.data.labels = [...labels];
    dataset.data = [...values];
    dataset.label = unit;
    paint(made);
  }, [labels, values, unit]);

  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={summary} />
    </div>
  );
};
