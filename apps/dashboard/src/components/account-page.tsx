import type { ReactNode } from "react";

/** The frame of pages outside an organization: one quiet column. */
export function AccountPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex w-full max-w-98 flex-col gap-6 px-4 pt-[20vh] pb-16">
      <header className="flex flex-col gap-4">
        <img src="/favicon.svg" alt="" width={32} height={32} />
        <h1 className="text-2xl">{title}</h1>
      </header>
      {children}
    </main>
  );
}
