import * as React from "react";
import {
  Legend,
  type LegendPayload,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  type TooltipPayloadEntry,
} from "recharts";
import { cn } from "../lib/utils.ts";

/**
 * What a chart shows: one entry for each series, by the name of its `dataKey`. The colour of entry `x` stands as
 * `var(--color-x)` for the lines and areas in the chart; take it from the tokens `--chart-1` to `--chart-5`, which suit
 * both themes by themselves.
 */
export type ChartConfig = Record<
  string,
  { label?: React.ReactNode; icon?: React.ComponentType } & (
    | { color?: string; theme?: never }
    | { color?: never; theme: Record<"light" | "dark", string> }
  )
>;

const ChartContext = React.createContext<ChartConfig | null>(null);

/** The configuration of the chart around it. */
export function useChart(): ChartConfig {
  const config = React.useContext(ChartContext);
  if (config === null) {
    throw new Error("useChart needs a ChartContainer around it.");
  }
  return config;
}

/**
 * Takes one chart of Recharts and gives it size, colours and the look of the house. It has the shape of a video until a
 * class says another height (`aspect-auto h-60`).
 *
 * Import what uses this from a route or by `React.lazy`: Recharts is larger than the dashboard's whole first load.
 */
export function ChartContainer({
  className,
  style,
  children,
  config,
  initialDimension = { width: 320, height: 180 },
  ...props
}: React.ComponentProps<"div"> & {
  config: ChartConfig;
  children: React.ComponentProps<typeof ResponsiveContainer>["children"];
  /** Size in px before the first measurement. */
  initialDimension?: { width: number; height: number };
}) {
  return (
    <ChartContext.Provider value={config}>
      <div
        data-slot="chart"
        // Properties that React sets one by one: the policy of the dashboard refuses a style element and an attribute.
        style={{ ...colorProperties(config), ...style }}
        className={cn(
          "flex aspect-video justify-center text-xs [&_.recharts-cartesian-axis-tick_text]:fill-muted-foreground [&_.recharts-cartesian-axis-line]:stroke-border [&_.recharts-cartesian-axis-tick-line]:stroke-border [&_.recharts-cartesian-grid_line]:stroke-border [&_.recharts-curve.recharts-tooltip-cursor]:stroke-input [&_.recharts-dot[stroke='#fff']]:stroke-transparent [&_.recharts-rectangle.recharts-tooltip-cursor]:fill-muted [&_.recharts-reference-line_line]:stroke-input [&_.recharts-surface]:rounded-md [&_.recharts-surface]:outline-offset-2",
          className,
        )}
        {...props}
      >
        <ResponsiveContainer initialDimension={initialDimension}>{children}</ResponsiveContainer>
      </div>
    </ChartContext.Provider>
  );
}

/** `--color-x` for each series x. `light-dark` follows the `color-scheme` that the theme sets. */
function colorProperties(config: ChartConfig): Record<`--color-${string}`, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, { color, theme }]) => {
      const value = theme === undefined ? color : `light-dark(${theme.light}, ${theme.dark})`;
      return value === undefined ? [] : [[`--color-${key}`, value]];
    }),
  );
}

/** The card at the pointer, and at the point that the arrow keys chose. It does not slide after the pointer. */
export function ChartTooltip({ isAnimationActive = false, ...props }: React.ComponentProps<typeof Tooltip>) {
  return <Tooltip isAnimationActive={isAnimationActive} {...props} />;
}

/** What the card says: `<ChartTooltip content={<ChartTooltipContent />} />`; Recharts gives it its points. */
export function ChartTooltipContent({
  active,
  payload,
  label,
  className,
  labelClassName,
  indicator = "dot",
  hideLabel = false,
  hideIndicator = false,
  labelFormatter,
  formatter,
  nameKey,
  labelKey,
}: Partial<Pick<TooltipContentProps, "active" | "payload" | "label" | "labelFormatter" | "formatter">> & {
  className?: string;
  labelClassName?: string;
  indicator?: "dot" | "line" | "dashed";
  hideLabel?: boolean;
  hideIndicator?: boolean;
  /** The field that names a series, where it is not its `dataKey`. */
  nameKey?: string;
  /** The field that the card's head is taken from. */
  labelKey?: string;
}) {
  const config = useChart();
  const shown = payload?.filter((entry) => entry.type !== "none") ?? [];
  const [first] = shown;
  if (!active || payload === undefined || first === undefined) {
    return null;
  }
  const headed =
    labelKey === undefined && typeof label === "string" ? (config[label]?.label ?? label) : label;
  const named = labelKey === undefined ? headed : (entryOf(config, first, labelKey)?.label ?? headed);
  const head = labelFormatter === undefined ? named : labelFormatter(named, payload);
  return (
    <div
      data-slot="chart-tooltip-content"
      className={cn(
        "grid min-w-32 gap-1.5 rounded-lg border border-transparent bg-popover px-2.5 py-1.5 text-xs text-popover-foreground shadow-popover",
        className,
      )}
    >
      {!hideLabel && head !== undefined && <div className={cn("font-medium", labelClassName)}>{head}</div>}
      {shown.map((entry, index) => {
        const key = nameKey ?? nameOf(entry);
        const known = entryOf(config, entry, key);
        const formatted =
          formatter !== undefined && entry.value !== undefined && entry.name !== undefined
            ? formatter(entry.value, entry.name, entry, index, payload)
            : undefined;
        const [value, name] = Array.isArray(formatted) ? formatted : [formatted, undefined];
        return (
          <div key={key} className="flex items-center gap-2">
            {!hideIndicator && (
              <Indicator kind={indicator} color={entry.color} {...(known?.icon && { icon: known.icon })} />
            )}
            <span className="flex-1 text-muted-foreground">{name ?? known?.label ?? entry.name}</span>
            <span className="tabular-nums">{value ?? asText(entry.value)}</span>
          </div>
        );
      })}
    </div>
  );
}

/** The names of the series: `<ChartLegend content={<ChartLegendContent />} />`. */
export function ChartLegend(props: React.ComponentProps<typeof Legend>) {
  return <Legend {...props} />;
}

export function ChartLegendContent({
  className,
  hideIcon = false,
  payload,
  verticalAlign = "bottom",
  nameKey,
}: {
  className?: string;
  hideIcon?: boolean;
  payload?: readonly LegendPayload[];
  verticalAlign?: "top" | "bottom" | "middle";
  /** The field that names a series, where it is not its `dataKey`. */
  nameKey?: string;
}) {
  const config = useChart();
  const shown = payload?.filter((entry) => entry.type !== "none") ?? [];
  return (
    shown.length > 0 && (
      <ul
        data-slot="chart-legend-content"
        className={cn(
          "flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-muted-foreground",
          verticalAlign === "top" ? "pb-3" : "pt-3",
          className,
        )}
      >
        {shown.map((entry) => {
          const key = nameKey ?? nameOf(entry);
          const known = entryOf(config, entry, key);
          return (
            <li key={key} className="flex items-center gap-1.5">
              {!hideIcon && (
                <Indicator kind="dot" color={entry.color} {...(known?.icon && { icon: known.icon })} />
              )}
              {known?.label ?? entry.value}
            </li>
          );
        })}
      </ul>
    )
  );
}

const indicators = {
  dot: "size-2 rounded-xs bg-(--color-indicator)",
  line: "h-4 w-1 rounded-xs bg-(--color-indicator)",
  dashed: "h-4 w-0 border-2 border-dashed border-(--color-indicator)",
};

/** The mark of a series, in its colour; hidden from screen readers, which have its name. */
function Indicator({
  kind,
  color,
  icon: Icon,
}: {
  kind: keyof typeof indicators;
  color: string | undefined;
  icon?: React.ComponentType;
}) {
  if (Icon !== undefined) {
    return (
      <span aria-hidden className="text-muted-foreground [&_svg]:size-3">
        <Icon />
      </span>
    );
  }
  const colored: React.CSSProperties & Record<"--color-indicator", string | undefined> = {
    "--color-indicator": color,
  };
  // Forced colours take every background away; a border of theirs keeps the mark.
  return (
    <span
      aria-hidden
      style={colored}
      className={cn("shrink-0 forced-colors:border forced-colors:border-current", indicators[kind])}
    />
  );
}

type Entry = TooltipPayloadEntry | LegendPayload;

/** What Recharts calls a series: its `dataKey`, unless that is a function. */
function nameOf(entry: Entry): string {
  const name = typeof entry.dataKey === "function" ? undefined : entry.dataKey;
  return String(name ?? ("name" in entry ? entry.name : entry.value) ?? "value");
}

/** The configuration of an entry: by the text that its field `key` holds, as slices of a pie have it, or by `key`. */
function entryOf(config: ChartConfig, entry: Entry, key: string): ChartConfig[string] | undefined {
  const datum: unknown = entry.payload;
  const inside = typeof datum === "object" && datum !== null ? Reflect.get(datum, key) : undefined;
  return typeof inside === "string" && inside in config ? config[inside] : config[key];
}

function asText(value: TooltipPayloadEntry["value"]): React.ReactNode {
  return typeof value === "number"
    ? value.toLocaleString()
    : Array.isArray(value)
      ? value.join(" – ")
      : value;
}
