/** The window as a host. The only file that knows Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Request } from "../wire/Request";
import type { View } from "../wire/View";
import type { Host } from "./host";

export function desktop(): Host {
  // Commands run side by side in the program: two sent at once may arrive in any order. One after the other keeps an
  // answer before the look that was clicked right after it.
  let last: Promise<unknown> = Promise.resolve();
  let waiting: ((view: View) => void) | null = null;

  /** A program that has not started has nothing to watch, so the first view comes first. */
  function startWatching(): void {
    if (waiting !== null) {
      const channel = new Channel<View>(waiting);
      waiting = null;
      void invoke("watch", { channel });
    }
  }
  return {
    send(request: Request): Promise<View> {
      const sent = last.then(() => invoke<View>("send", { request }));
      last = sent.then(startWatching, () => undefined);
      return sent;
    },
    watch(onView: (view: View) => void): void {
      waiting = onView;
    },
  };
}
