/** Forms that open on a press: the browser fetches them then; the server, and an address that opens one, have them at once. */
import { useEffect, useState } from "preact/hooks";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { Skeleton } from "../../elements/waiting.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { type OpenedForm, useThreadHands } from "./thread-hands.ts";

type Forms = typeof import("./opened-forms.tsx");
let forms: Forms | undefined;

const load = async (): Promise<Forms> => (forms ??= await import("./opened-forms.tsx"));
if (import.meta.env.SSR || new URLSearchParams(location.search).has("open")) await load();

function useForms(): Forms | undefined {
  const [loaded, setLoaded] = useState(forms);
  useEffect(() => {
    if (!loaded) void load().then(setLoaded);
  }, []);
  return loaded;
}

/** In the place of the post's text. */
export function EditPost({ post }: { post: PostView }) {
  const Forms = useForms();
  return Forms ? <Forms.EditForm post={post} /> : <Skeleton />;
}

/** Below the post that is answered. */
export function ReplyBelow({ post }: { post: PostView }) {
  const { open } = useThreadHands();
  return (
    <div id="reply-below">
      <ReplyForm to={post} text="" focused onClose={() => open(null)} />
    </div>
  );
}

/** Hiding with a reason, correcting a language, changing a title: what asks one thing before it acts. */
export function OpenedDialog({ form, post }: { form: OpenedForm; post: PostView | undefined }) {
  const Forms = useForms();
  return Forms ? <Forms.OpenedForms form={form} post={post} /> : null;
}
