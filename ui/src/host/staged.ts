/** A host that plays views, for tests and for a plain browser. It knows no rule either: unknown requests change nothing. */
import type { Failure } from "../wire/Failure";
import type { Request } from "../wire/Request";
import type { View } from "../wire/View";
import type { Host } from "./host";

/** What is answered to a request: the next view, a failure, or nothing special. */
export type Play = (request: Request, view: View) => View | { failure: Failure } | undefined;

export interface Staged extends Host {
  /** Everything that was sent, in order. */
  readonly sent: Request[];
  /** Shows a view as if something had changed by itself. */
  show(view: View): void;
}

export function staged(first: View, play: Play = () => undefined): Staged {
  const sent: Request[] = [];
  const watching: Array<(view: View) => void> = [];
  let view = first;
  return {
    sent,
    show(next: View): void {
      view = next;
      for (const tell of watching) {
        tell(next);
      }
    },
    send(request: Request): Promise<View> {
      sent.push(request);
      const played = play(request, view) ?? view;
      if ("failure" in played && !("steps" in played)) {
        return Promise.reject(played.failure);
      }
      view = played as View;
      return Promise.resolve(view);
    },
    watch(onView: (view: View) => void): void {
      watching.push(onView);
    },
  };
}
