import { CopyButton } from "../../../components/copy-button.tsx";

/** The one time that they are shown. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div>
      <p>Keep these recovery codes where you keep passwords. Each works once, when your phone is gone.</p>
      <ul aria-label="Recovery codes" className="my-2 grid max-w-80 grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <CopyButton text={codes.join("\n")} what="Recovery codes" />
    </div>
  );
}
