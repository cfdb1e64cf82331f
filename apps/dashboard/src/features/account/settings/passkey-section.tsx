import { Button } from "@fanal/ui/components/button";
import { FormFailure } from "../../../components/form-failure.tsx";
import { ListSkeleton } from "../../../components/list-skeleton.tsx";
import { addPasskey, removePasskey, usePasskeys } from "../../../lib/account.ts";
import { dateOf } from "../../../lib/time.ts";
import { deviceOf } from "./device.ts";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

export function PasskeySection() {
  const passkeys = usePasskeys();
  const { isBusy, failure, act } = useAct();
  return (
    <Section
      title="Passkeys"
      help="Sign in with your finger, face or PIN instead of a password. One counts for both factors."
    >
      <FormFailure
        message={failure ?? (passkeys.isError ? "Your passkeys could not be read. Reload the page." : null)}
      />
      {passkeys.isPending ? (
        <ListSkeleton label="Passkeys load" rows={1} />
      ) : passkeys.data?.length === 0 ? (
        <p>No passkeys yet.</p>
      ) : (
        <ul aria-label="Passkeys" className="w-full">
          {passkeys.data?.map(({ id, name, createdAt }) => (
            <li key={id} className="flex min-h-10 items-center gap-3">
              <span className="min-w-0 flex-1 truncate">{name ?? "Passkey"}</span>
              <span className="text-muted-foreground">
                {createdAt != null && dateOf(new Date(createdAt))}
              </span>
              <Button size="sm" variant="ghost" onClick={() => void act(() => removePasskey(id))}>
                Remove<span className="sr-only"> {name ?? "passkey"}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="outline"
        aria-disabled={isBusy}
        onClick={() => void act(() => addPasskey(deviceOf(navigator.userAgent)))}
      >
        Add passkey
      </Button>
    </Section>
  );
}
