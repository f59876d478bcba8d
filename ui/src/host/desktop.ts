/** The window as a host. The only file that knows Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Request } from "../wire/Request";
import type { View } from "../wire/View";
import type { Host } from "./host";

export function desktop(): Host {
  // Commands run side by side in the program: two sent at once may arrive in any order. One after the other keeps an
  // answer before the look that was clicked right after it.
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(request: Request): Promise<View> {
      const sent = last.then(() => invoke<View>("send", { request }));
      last = sent.catch(() => undefined);
      return sent;
    },
    watch(onView: (view: View) => void): void {
      const channel = new Channel<View>();
      channel.onmessage = onView;
      // A program that could not start has nothing to watch; `send` says why.
      invoke("watch", { channel }).catch(() => undefined);
    },
  };
}
