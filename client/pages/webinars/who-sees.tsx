/** Under whose name one asks, and who gets to know it: said before it is sent. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { Check } from "../../elements/form.tsx";
import { SeenBy } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";

interface WhoSeesProps {
  webinar: Pick<WebinarView, "anonymity" | "preApproval">;
  anonymous: boolean;
  onChoose: (anonymous: boolean) => void;
}

export function WhoSees({ webinar: { anonymity, preApproval }, anonymous, onChoose }: WhoSeesProps) {
  const { t } = useLanguage();
  const seen = !anonymous || anonymity === "off" ? "name" : anonymity;
  return (
    <div class="who-sees">
      {anonymity !== "off" && (
        <Check
          id="ask-anonymous"
          name="anonymous"
          label={t(anonymity === "all" ? "webinar.anonymousToAll" : "webinar.anonymousToRoom")}
          // What holds is said without script too, where the words beside cannot change.
          note={<span class="only-unscripted">{t(`webinar.seen.${anonymity}`)}</span>}
          checked={anonymous}
          onChange={(event) => onChoose((event.currentTarget as HTMLInputElement).checked)}
        />
      )}
      <SeenBy>
        {preApproval ? `${t(`webinar.seen.${seen}`)} ${t("webinar.reviewedFirst")}` : t(`webinar.seen.${seen}`)}
      </SeenBy>
    </div>
  );
}
