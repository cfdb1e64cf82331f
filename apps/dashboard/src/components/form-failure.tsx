/** One sentence above a form that was refused as a whole. */
export function FormFailure({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <p
      role="alert"
      className="w-full rounded-lg border border-transparent bg-destructive-muted px-3 py-2 text-sm text-destructive"
    >
      {message}
    </p>
  );
}
