import { limits, type Me } from "@fanal/contract";
import { Avatar, AvatarFallback, AvatarImage } from "@fanal/ui/components/avatar";
import { Button } from "@fanal/ui/components/button";
import { useRef, useState } from "react";
import { FormFailure } from "../../../components/form-failure.tsx";
import { api, query } from "../../../lib/api.ts";
import { sentenceOf } from "../../../lib/errors.ts";
import { readImage } from "../../../lib/read-image.ts";
import { useWrite } from "../../../lib/use-write.ts";

/** The picture beside a name. Shown as it was chosen until the server has made a small square of it. */
export function AvatarSetting({ me }: { me: Me }) {
  const [failure, setFailure] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const onFailure = (error: unknown) => setFailure(sentenceOf(error));
  const touches = [query.me.key()] as const;
  const put = useWrite({
    send: ({ data }: { data: string; preview: string }, options) => api.me.putAvatar({ data }, options),
    touches,
    apply: (cache, { preview }) =>
      cache.setQueryData(query.me.get.queryKey(), (old) => old && { ...old, avatar: preview }),
    failed: () => "The picture was not kept.",
    onFailure,
  });
  const remove = useWrite({
    send: (_nothing: object, options) => api.me.deleteAvatar(undefined, options),
    touches,
    failed: () => "The picture was not taken away.",
    onFailure,
    apply: (cache) => cache.setQueryData(query.me.get.queryKey(), (old) => old && { ...old, avatar: null }),
  });

  async function choose(file: File | undefined) {
    if (file === undefined) return;
    const read = await readImage(file, limits.image);
    setFailure(read.problem);
    if (read.problem === null) put.submit({ data: read.data, preview: read.preview });
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <FormFailure message={failure} />
      <div className="flex items-center gap-3">
        <Avatar size="lg" aria-hidden>
          {me.avatar !== null && <AvatarImage src={me.avatar} alt="" />}
          <AvatarFallback>{[...me.name].slice(0, 1).join("").toUpperCase()}</AvatarFallback>
        </Avatar>
        <input
          ref={input}
          type="file"
          aria-label="Picture"
          accept="image/png,image/jpeg,image/webp"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button variant="outline" aria-disabled={put.isPending} onClick={() => input.current?.click()}>
          {me.avatar === null ? "Choose picture" : "Choose another picture"}
        </Button>
        {me.avatar !== null && (
          <Button variant="ghost" onClick={() => remove.submit({})}>
            Take picture away
          </Button>
        )}
      </div>
    </div>
  );
}
