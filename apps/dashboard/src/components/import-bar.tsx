/** How far an import is. */
export function ImportBar({
  done,
  total,
  className = "",
}: {
  done: number;
  total: number;
  className?: string;
}) {
  return (
    <progress
      aria-label="Progress of the import"
      value={done}
      max={total}
      className={`h-1.5 w-full appearance-none overflow-hidden rounded-full bg-secondary [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-secondary [&::-webkit-progress-value]:bg-primary ${className}`}
    />
  );
}
