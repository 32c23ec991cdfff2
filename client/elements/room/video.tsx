/** The organiser's stream. It can be off: the room is complete without it. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../../language/language.ts";
import { Icon } from "../icon.tsx";

/** `src` comes from a host that the settings allow; the page's policy names the same hosts. */
export const VideoFrame = ({ src, title }: { src: string; title: string }) => (
  <div class="video video-frame">
    <iframe src={src} title={title} allow="autoplay; fullscreen; picture-in-picture; encrypted-media" allowFullScreen />
  </div>
);

export interface VideoStillProps {
  /** Where the page is drawn with the video on, for whoever has no script. */
  href: string;
  onPlay?: (() => void) | undefined;
  /** Said on the still: that the video is off, when it begins. */
  children?: ComponentChildren;
}

/** In place of the video: nothing is loaded until it is asked for. */
export function VideoStill({ href, onPlay, children }: VideoStillProps) {
  const { t } = useLanguage();
  const play = (event: MouseEvent) => {
    if (!onPlay) return;
    event.preventDefault();
    onPlay();
  };
  return (
    <div class="video video-still">
      <div class="video-main">
        <a class="video-play" href={href} aria-label={t("room.videoOn")} onClick={play}>
          <Icon name="play" />
        </a>
        {children && <span class="video-name">{children}</span>}
      </div>
    </div>
  );
}

/** Below the video: turning it off, interpretation, how many are here. */
export const VideoTools = ({ children }: { children: ComponentChildren }) => <div class="video-tools">{children}</div>;
