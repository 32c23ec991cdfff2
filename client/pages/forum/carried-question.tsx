/** Number 1 of a carried thread: the question itself, by reference, so always as it stands. */
import type { CarriedQuestionView } from "../../../shared/contracts/webinars.ts";
import { Said } from "../../elements/text.tsx";
import { Post } from "../../elements/thread.tsx";
import { useLanguage } from "../../language/language.ts";

export function CarriedQuestion({ question, href }: { question: CarriedQuestionView; href: string }) {
  const { t } = useLanguage();
  return (
    <Post
      number={1}
      href={href}
      author={question.asker}
      badge={t("role.asker")}
      at={question.carriedAt}
      language={question.language}
      html={null}
    >
      <Said as="div" class="prose post-body" language={question.language}>
        <p>{question.text}</p>
      </Said>
    </Post>
  );
}
