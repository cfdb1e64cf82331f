import { TextSetting } from "./text-setting.tsx";

interface TimeFieldProps {
  label: string;
  /** Local date and time as `datetime-local` writes it; empty for none. */
  value: string;
  onChange: (value: string) => void;
  min?: string | undefined;
  max?: string | undefined;
  help?: string | undefined;
  problem?: string | null;
}

/** A date and a time on one clock. */
export function TimeField({ problem = null, ...field }: TimeFieldProps) {
  return <TextSetting type="datetime-local" problem={problem} {...field} />;
}
