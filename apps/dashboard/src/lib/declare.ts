import { createContext, useContext } from "react";

/** Opens the dialog that declares an incident, with services already chosen when it starts from one. */
export const DeclareContext = createContext<(serviceIds?: string[]) => void>(() => {});

export function useDeclare(): (serviceIds?: string[]) => void {
  return useContext(DeclareContext);
}

/** Opens the dialog that records an incident which is over. */
export const RecordPastContext = createContext<() => void>(() => {});

export function useRecordPast(): () => void {
  return useContext(RecordPastContext);
}
