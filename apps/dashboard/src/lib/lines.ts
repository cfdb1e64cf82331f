/** A line of a list that is drawn with heads, under which what follows belongs. */
export interface Line {
  kind: "service" | "group";
  id: string;
}

/** The lines after one was put in the place of another. */
export function moveTo<One extends Line>(lines: One[], id: string, overId: string): One[] {
  const from = lines.findIndex((line) => line.id === id);
  const to = lines.findIndex((line) => line.id === overId);
  const line = lines[from];
  return line === undefined || to === -1 ? lines : lines.toSpliced(from, 1).toSpliced(to, 0, line);
}

/** The lines after one moved by a step; past the head of a group it changes the group. */
export function moveBy<One extends Line>(lines: One[], id: string, step: 1 | -1): One[] {
  const neighbour = lines[lines.findIndex((line) => line.id === id) + step];
  return neighbour === undefined ? lines : moveTo(lines, id, neighbour.id);
}

/** The lines after one was put right below another; on top where there is none. */
export function moveBelow<One extends Line>(lines: One[], id: string, aboveId: string | null): One[] {
  const line = lines.find((one) => one.id === id);
  if (line === undefined || id === aboveId) return lines;
  const rest = lines.filter((one) => one.id !== id);
  const above = aboveId === null ? -1 : rest.findIndex((one) => one.id === aboveId);
  return rest.toSpliced(above + 1, 0, line);
}

/** The lines after a service was put at the end of a group. */
export function moveToGroup<One extends Line>(lines: One[], id: string, groupId: string | null): One[] {
  const line = lines.find((one) => one.id === id);
  if (line === undefined) return lines;
  const rest = lines.filter((one) => one.id !== id);
  const head = groupId === null ? -1 : rest.findIndex((one) => one.id === groupId);
  const next = rest.findIndex((one, index) => index > head && one.kind === "group");
  return rest.toSpliced(next === -1 ? rest.length : next, 0, line);
}
