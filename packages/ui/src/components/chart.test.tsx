import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type ChartConfig, ChartContainer, ChartLegendContent, ChartTooltipContent } from "./chart.tsx";

const config = {
  p95: { label: "95th percentile", color: "var(--chart-1)" },
  average: { label: "Average", theme: { light: "#111", dark: "#eee" } },
} satisfies ChartConfig;

const point = { dataKey: "p95", name: "p95", value: 1234.5, color: "var(--color-p95)", graphicalItemId: "1" };

const drawn = (children: React.ReactNode) =>
  renderToStaticMarkup(<ChartContainer config={config}>{children}</ChartContainer>);

test("a chart names the colours of its series as properties and brings no style element", () => {
  const html = drawn(null);
  expect(html).toContain("--color-p95:var(--chart-1)");
  expect(html).toContain("--color-average:light-dark(#111, #eee)");
  expect(html).not.toContain("<style");
});

test("the card at a point names the series by its label and shows the value", () => {
  const html = drawn(<ChartTooltipContent active payload={[point]} label="14:32" />);
  expect(html).toContain("14:32");
  expect(html).toContain("95th percentile");
  expect(html).toContain((1234.5).toLocaleString());
});

test("the card says values as the chart formats them, and heads too", () => {
  const html = drawn(
    <ChartTooltipContent
      active
      payload={[point]}
      label={14}
      labelFormatter={(label) => `at ${label}`}
      formatter={(value) => `${value} ms`}
    />,
  );
  expect(html).toContain("at 14");
  expect(html).toContain("1234.5 ms");
});

test("the card is not there while nothing is pointed at", () => {
  expect(drawn(<ChartTooltipContent active={false} payload={[point]} />)).not.toContain(
    "chart-tooltip-content",
  );
  expect(drawn(<ChartTooltipContent active payload={[]} />)).not.toContain("chart-tooltip-content");
});

test("the legend lists the series that the chart wants named", () => {
  const html = drawn(
    <ChartLegendContent
      payload={[
        { dataKey: "average", value: "average", color: "red" },
        { dataKey: "p95", value: "p95", type: "none" },
      ]}
    />,
  );
  expect(html).toContain("Average");
  expect(html).not.toContain("95th percentile");
});
