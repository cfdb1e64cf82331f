import { limits } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { FieldError } from "@fanal/ui/components/field";
import { Kbd } from "@fanal/ui/components/kbd";
import { ProgressIcon, type ProgressName } from "@fanal/ui/components/progress-icon";
import { Textarea } from "@fanal/ui/components/textarea";
import { EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { problemOf } from "../lib/forms.ts";
import { modKey } from "../lib/mod-key.ts";
import { clockTime, fullTime } from "../lib/time.ts";
import { useNow } from "../lib/use-now.ts";
import { CharacterCount } from "./character-count.tsx";
import { FoldedMessage } from "./folded-message.tsx";

/** A story is folded when it has this many updates; then its newest are shown. */
const foldedFrom = 40;
const shownAtFirst = 10;

/** What an update of an incident and one of a maintenance have in common. */
export interface ListedUpdate {
  id: string;
  status: ProgressName;
  message: string;
  messageHtml: string;
  author: { name: string };
  createdAt: string;
  editedAt: string | null;
}

interface UpdateListProps<Update extends ListedUpdate> {
  /** Newest first. */
  updates: Update[];
  labels: Record<Update["status"], string>;
  /** What a message has to be. */
  messageField: z.ZodType;
  /** A small line below the message. */
  noteOf?: (update: Update) => string | null;
  /** What became of it, in the last line. */
  footOf?: (update: Update) => ReactNode;
  /** Absent where one may only read. */
  onEdit?: ((update: Update, message: string) => void) | undefined;
  /** Absent where one may only read. */
  onDelete?: ((update: Update) => void) | undefined;
}

/** A story: all updates, newest first, each with what can be done about it. */
export function UpdateList<Update extends ListedUpdate>(props: UpdateListProps<Update>) {
  const { updates } = props;
  const [showsAll, setShowsAll] = useState(false);
  const [editedId, setEditedId] = useState<string | null>(null);
  const { list, handOver } = useHeir(updates);
  const shown = showsAll || updates.length < foldedFrom ? updates : updates.slice(0, shownAtFirst);
  return (
    <ol ref={list} aria-label="Updates" className="flex flex-col gap-6">
      {shown.map((update, index) => (
        <Item
          key={update.id}
          {...props}
          update={update}
          isCurrent={index === 0}
          isEditing={editedId === update.id}
          onEditing={setEditedId}
          onDelete={
            props.onDelete &&
            (() => {
              handOver(update.id);
              props.onDelete?.(update);
            })
          }
        />
      ))}
      {shown.length < updates.length && (
        <li>
          <Button variant="outline" size="sm" onClick={() => setShowsAll(true)}>
            Show {updates.length - shown.length} earlier
          </Button>
        </li>
      )}
    </ol>
  );
}

/** Hands the focus of an update that is being deleted to the one that takes its place. */
function useHeir(updates: readonly ListedUpdate[]) {
  const list = useRef<HTMLOListElement>(null);
  const leaving = useRef<{ id: string; place: number } | null>(null);
  useEffect(() => {
    const left = leaving.current;
    if (left === null || updates.some(({ id }) => id === left.id)) return;
    leaving.current = null;
    const items = list.current?.children;
    const heir = items?.[Math.min(left.place, items.length - 1)];
    heir?.querySelector("button")?.focus();
  }, [updates]);
  const handOver = (id: string) => {
    leaving.current = { id, place: updates.findIndex((update) => update.id === id) };
  };
  return { list, handOver };
}

interface ItemProps<Update extends ListedUpdate> extends Omit<UpdateListProps<Update>, "onDelete"> {
  update: Update;
  isCurrent: boolean;
  isEditing: boolean;
  onEditing: (updateId: string | null) => void;
  onDelete: (() => void) | undefined;
}

function Item<Update extends ListedUpdate>(props: ItemProps<Update>) {
  const { update, labels, messageField, isCurrent, isEditing, onEditing } = props;
  const status: Update["status"] = update.status;
  const note = props.noteOf?.(update) ?? null;
  return (
    <li className="grid grid-cols-[16px_1fr] gap-x-3">
      <ProgressIcon state={update.status} tone={isCurrent ? "current" : "past"} className="mt-1.5" />
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex min-h-7 items-center gap-2">
          <Byline update={update} label={labels[status]} />
          {!isEditing && (
            <ItemMenu onEdit={props.onEdit && (() => onEditing(update.id))} onDelete={props.onDelete} />
          )}
        </div>
        {isEditing ? (
          <MessageEditor
            message={update.message}
            field={messageField}
            onClose={() => onEditing(null)}
            onSave={(message) => props.onEdit?.(update, message)}
          />
        ) : (
          <FoldedMessage html={update.messageHtml} />
        )}
        {note !== null && <p className="text-xs text-muted-foreground wrap-anywhere">{note}</p>}
        {props.footOf?.(update)}
      </div>
    </li>
  );
}

function Byline({ update, label }: { update: ListedUpdate; label: string }) {
  const now = useNow();
  return (
    <p className="flex min-w-0 flex-wrap gap-x-2">
      <span className="font-strong">{label}</span>
      <span className="text-muted-foreground wrap-anywhere">
        {update.author.name} ·{" "}
        <time dateTime={update.createdAt} title={fullTime(update.createdAt)}>
          {clockTime(update.createdAt, now)}
        </time>
        {update.editedAt !== null && (
          <>
            {" · "}
            <time dateTime={update.editedAt} title={fullTime(update.editedAt)}>
              edited
            </time>
          </>
        )}
      </span>
    </p>
  );
}

interface ItemMenuProps {
  onEdit: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

function ItemMenu({ onEdit, onDelete }: ItemMenuProps) {
  if (onEdit === undefined && onDelete === undefined) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="More actions for this update" className="ml-auto">
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {onEdit !== undefined && (
          <DropdownMenuItem onSelect={onEdit}>
            <PencilIcon aria-hidden /> Edit…
          </DropdownMenuItem>
        )}
        {onDelete !== undefined && (
          <DropdownMenuItem variant="destructive" onSelect={onDelete}>
            <Trash2Icon aria-hidden /> Delete update
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface MessageEditorProps {
  message: string;
  field: z.ZodType;
  onSave: (message: string) => void;
  onClose: () => void;
}

/** Corrects the text of an update in its place. */
function MessageEditor({ message, field, onSave, onClose }: MessageEditorProps) {
  const [text, setText] = useState(message);
  const [problem, setProblem] = useState<string | null>(null);

  function save() {
    const found = problemOf(field, text);
    if (found !== null) return setProblem(found);
    if (text.trim() !== message) onSave(text.trim());
    onClose();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      save();
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <Textarea
        ref={focusOnce}
        aria-label="Text of the update"
        aria-invalid={problem !== null}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-100 text-base"
      />
      <CharacterCount text={text} limit={limits.message} />
      <FieldError>{problem}</FieldError>
      <div className="flex gap-2">
        <Button size="sm" onClick={save}>
          Save text <Kbd>{modKey} ↵</Kbd>
        </Button>
        <Button variant="ghost" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** The menu that opened the editor gives the focus back to its button first. */
function focusOnce(element: HTMLTextAreaElement | null): void {
  if (element === null) return;
  setTimeout(() => {
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  });
}
