import { SidebarInset, SidebarProvider } from "@fanal/ui/components/sidebar";
import { CatchBoundary, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { HeldBar } from "../features/incidents/held/held-bar.tsx";
import { DeclareContext, RecordPastContext } from "../lib/declare.ts";
import { useLive } from "../lib/live.ts";
import { useUndoKey } from "../lib/undo.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { AppSidebar } from "./app-sidebar.tsx";
import { DialogFailed } from "./dialog-failed.tsx";
import { HelpSheet } from "./help-sheet.tsx";
import { LostConnectionBar } from "./lost-connection-bar.tsx";
import { PhoneTabs } from "./phone-tabs.tsx";
import { placesFor } from "./places.ts";

const loadPalette = () => import("./command-palette.tsx");
const loadDeclareDialog = () => import("../features/incidents/declare-dialog.tsx");
const loadPastDialog = () => import("../features/incidents/past-dialog.tsx");
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
const DeclareDialog = lazy(async () => ({ default: (await loadDeclareDialog()).DeclareDialog }));
const PastDialog = lazy(async () => ({ default: (await loadPastDialog()).PastDialog }));

/** Everything around a view: sidebar, keys, palette, the dialogs that declare and record incidents, and the live connection. */
export function Shell({ slug, children }: { slug: string; children: ReactNode }) {
  const organization = useOrganization();
  const navigate = useNavigate();
  const connection = useLive(slug);
  const [declaring, setDeclaring] = useState<{ serviceIds: string[] } | null>(null);
  const [isRecording, setRecording] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const canDeclare = organization.can("incident.create");

  // Not needed for the first view, but there when a key asks for them: what is typed next belongs to them.
  useEffect(() => {
    void loadDeclareDialog();
    void loadPalette();
  }, []);

  function declare(serviceIds: string[] = []) {
    if (canDeclare) setDeclaring({ serviceIds });
  }

  function recordPast() {
    if (canDeclare) setRecording(true);
  }

  useUndoKey();
  useKeys({
    c: () => declare(),
    "$mod+k": () => setPaletteOpen((isOpen) => !isOpen),
    "?": () => setHelpOpen(true),
    ...Object.fromEntries(
      placesFor(organization.can).map(({ to, key }) => [
        `g ${key}`,
        () => void navigate({ to, params: { organization: slug } }),
      ]),
    ),
  });

  return (
    <DeclareContext value={declare}>
      <RecordPastContext value={recordPast}>
        <SidebarProvider>
          <AppSidebar
            organization={organization}
            connection={connection}
            onSearch={() => setPaletteOpen(true)}
            onHelp={() => setHelpOpen(true)}
          />
          <SidebarInset aria-label={organization.name}>
            <LostConnectionBar connection={connection} />
            <HeldBar connection={connection} />
            {children}
          </SidebarInset>
          <PhoneTabs slug={slug} canDeclare={canDeclare} />
        </SidebarProvider>
        <CatchBoundary
          getResetKey={() => `${declaring !== null} ${isRecording} ${isPaletteOpen}`}
          errorComponent={DialogFailed}
        >
          <Suspense>
            {declaring !== null && (
              <DeclareDialog serviceIds={declaring.serviceIds} onClose={() => setDeclaring(null)} />
            )}
            {isRecording && <PastDialog onClose={() => setRecording(false)} />}
            {isPaletteOpen && (
              <CommandPalette onClose={() => setPaletteOpen(false)} onHelp={() => setHelpOpen(true)} />
            )}
          </Suspense>
        </CatchBoundary>
        <HelpSheet isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
      </RecordPastContext>
    </DeclareContext>
  );
}
