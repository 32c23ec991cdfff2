/** What one writes in on a thread's page, fetched together. */
export { EditForm } from "./edit-form.tsx";
export { OpenedForms } from "./opened-forms.tsx";
export { ReplyForm } from "./reply-form.tsx";
