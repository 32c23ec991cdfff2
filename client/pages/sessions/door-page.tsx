/** A page at the door with one thing to do: its form beside what one should know. */
import type { ComponentChildren } from "preact";
import { TextLink } from "../../elements/button.tsx";
import { PageHead, Section, Two, WidePage } from "../../elements/layout.tsx";
import { Problem } from "../../elements/notice.tsx";

interface DoorPageProps {
  title: string;
  lead?: string | undefined;
  /** Stands in the margin beside the form. */
  label?: string | undefined;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export const DoorPage = ({ title, lead, label = title, aside, children }: DoorPageProps) => (
  <WidePage head={<PageHead title={title} lead={lead} />}>
    <Section title={label}>
      <Two>
        <div class="form">{children}</div>
        {aside && <div>{aside}</div>}
      </Two>
    </Section>
  </WidePage>
);

/** A link that does not work: why, and where there is a new one. */
export const DeadLink = (props: { title: string; help: string; action?: { label: string; href: string } }) => (
  <Problem
    title={props.title}
    actions={props.action && <TextLink href={props.action.href}>{props.action.label}</TextLink>}
  >
    {props.help}
  </Problem>
);
