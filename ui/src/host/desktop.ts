/** The window as a host. The only file that knows Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Request } from "../wire/Request";
import type { View } from "../wire/View";
import type { Host } from "./host";

/** A view as the program hands it out: an old one may arrive after a newer one, by the other way. */
interface Numbered {
  number: number;
  view: View;
}

export function desktop(): Host {
  // Commands run side by side in the program: two sent at once may arrive in any order. One after the other keeps an
  // answer before the look that was clicked right after it.
  let last: Promise<unknown> = Promise.resolve();
  let newest: Numbered | null = null;
  let onView: ((view: View) => void) | null = null;
  let watching = false;

  function take(numbered: Numbered): Numbered {
    if (newest === null || numbered.number > newest.number) {
      newest = numbered;
      return numbered;
    }
    return newest;
  }

  /** A program that has not started has nothing to watch, so the first view comes first. */
  function startWatching(): void {
    if (!watching && onView !== null) {
      watching = true;
      const tell = onView;
      const channel = new Channel<Numbered>((numbered) => tell(take(numbered).view));
      void invoke("watch", { channel });
    }
  }

  return {
    send(request: Request): Promise<View> {
      const sent = last.then(async () => take(await invoke<Numbered>("send", { request })).view);
      last = sent.then(startWatching, () => undefined);
      return sent;
    },
    watch(tell: (view: View) => void): void {
      onView = tell;
    },
  };
}
