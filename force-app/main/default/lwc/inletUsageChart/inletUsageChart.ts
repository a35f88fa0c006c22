import { api, LightningElement } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import chartLibrary from '@salesforce/resourceUrl/InletChart';
import { purposes, type UsageHour } from 'c/inletDiagnosticsStore';
import { formatHour } from 'c/inletFormat';
import { othersWord, purposeWord } from 'c/inletUsageWords';
import noChart from '@salesforce/label/c.Inlet_Usage_NoChart';

/** What of Chart.js is used here; the library puts itself on `window`. */
interface Chart {
  data: ChartData;
  update(): void;
  destroy(): void;
}
interface ChartData {
  labels: string[];
  datasets: { label: string; data: (number | null)[]; backgroundColor: string }[];
}
interface DrawnChart {
  ctx: CanvasRenderingContext2D;
  chartArea: { top: number; bottom: number };
  scales: { x: { getPixelForValue(index: number): number; width: number } };
}
type ChartConstructor = new (canvas: HTMLCanvasElement, configuration: object) => Chart;

/** Told apart by who does not see red or green, and dark enough to be seen on white. */
const colours = ['#0b5cab', '#8a5ccf', '#3ba755', '#a86403', '#939393'];
const gap = 'rgba(116, 116, 116, 0.16)';

/**
 * The API calls of the last 24 hours, stacked by purpose. An hour for which it is not known what others used is shaded: a
 * gap, and no zero. Beside it stands the table, which is what a screen reader gets.
 */
export default class InletUsageChart extends LightningElement {
  @api
  get hours(): UsageHour[] {
    return this.#hours;
  }
  set hours(value: UsageHour[]) {
    this.#hours = value;
    this.draw();
  }
  hasFailed = false;
  readonly labels = { noChart };
  #hours: UsageHour[] = [];
  #chart: Chart | undefined;
  #library: ChartConstructor | undefined;

  connectedCallback(): void {
    void this.load();
  }
  renderedCallback(): void {
    this.draw();
  }
  disconnectedCallback(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  async load(): Promise<void> {
    try {
      await loadScript(this, `${chartLibrary}/chart.umd.min.js`);
      this.#library = (window as unknown as { Chart?: ChartConstructor }).Chart;
      this.hasFailed = this.#library === undefined;
    } catch {
      this.hasFailed = true;
    }
    this.draw();
  }
  draw(): void {
    const place = this.template?.querySelector<HTMLElement>('.place');
    if (!place || !this.#library || this.#hours.length === 0) return;
    if (this.#chart) {
      this.#chart.data = dataOf(this.#hours);
      this.#chart.update();
      return;
    }
    const canvas = document.createElement('canvas');
    place.append(canvas);
    this.#chart = new this.#library(canvas, {
      type: 'bar',
      data: dataOf(this.#hours),
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 12 } },
          y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } },
        },
        plugins: { legend: { position: 'bottom' } },
      },
      plugins: [{ id: 'gaps', beforeDatasetsDraw: (chart: DrawnChart) => shadeGaps(chart, this.#hours) }],
    });
  }
}

/** Copies: the chart writes into what it is given. */
function dataOf(hours: UsageHour[]): ChartData {
  const series = [
    ...purposes.map((name) => ({ label: purposeWord(name), data: hours.map((hour): number | null => hour[name]) })),
    { label: othersWord, data: hours.map(({ others }) => others) },
  ];
  return {
    labels: hours.map(({ hour }) => formatHour(hour)),
    datasets: series.map((one, index) => ({ ...one, backgroundColor: colours[index]! })),
  };
}

function shadeGaps({ ctx, chartArea, scales: { x } }: DrawnChart, hours: UsageHour[]): void {
  const width = x.width / hours.length;
  ctx.save();
  ctx.fillStyle = gap;
  hours.forEach(({ others }, index) => {
    if (others !== null) return;
    ctx.fillRect(x.getPixelForValue(index) - width / 2, chartArea.top, width, chartArea.bottom - chartArea.top);
  });
  ctx.restore();
}
