/** The page's end of the conversation: the last view, and why the last request was not carried out. Keeps nothing else. */
import { inject, provide, ref, shallowRef, type InjectionKey, type Ref } from "vue";
import { asFailure, type Host } from "./host/host";
import type { Failure } from "./wire/Failure";
import type { Request } from "./wire/Request";
import type { View } from "./wire/View";

export interface Conversation {
  readonly view: Ref<View | null>;
  /** Why the last request was refused; gone with the next one that is carried out. */
  readonly failure: Ref<Failure | null>;
  /** Requests under way. */
  readonly waiting: Ref<number>;
  /** Sends a request; tells whether it was carried out. */
  send(request: Request): Promise<boolean>;
}

const KEY: InjectionKey<Conversation> = Symbol("conversation");

export function converse(host: Host): Conversation {
  const view = shallowRef<View | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const waiting = ref(0);
  async function send(request: Request): Promise<boolean> {
    waiting.value += 1;
    try {
      view.value = await host.send(request);
      failure.value = null;
      return true;
    } catch (thrown) {
      failure.value = asFailure(thrown);
      return false;
    } finally {
      waiting.value -= 1;
    }
  }
  host.watch((next) => {
    view.value = next;
  });
  const conversation = { view, failure, waiting, send };
  provide(KEY, conversation);
  return conversation;
}

export function useConversation(): Conversation {
  const conversation = inject(KEY);
  if (!conversation) {
    throw new Error("no conversation was provided above this component");
  }
  return conversation;
}
