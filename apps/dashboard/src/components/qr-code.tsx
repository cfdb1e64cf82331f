import { encode } from "uqr";

const border = 2;

/** Drawn here: nobody else gets to see what it says. Dark on light in both themes, which is what cameras expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="light my-2 size-44 rounded-md bg-background text-foreground"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
