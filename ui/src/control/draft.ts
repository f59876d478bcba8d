/** What is being typed into a field, until it is sent. */
import { ref, watch, type Ref } from "vue";

let pressed = false;
if (typeof window !== "undefined") {
  window.addEventListener("pointerdown", () => (pressed = true), true);
  window.addEventListener("pointerup", () => (pressed = false), true);
  window.addEventListener("pointercancel", () => (pressed = false), true);
}

/**
 * Runs `then` at once, or when a pressed pointer is up again. Leaving a field by pressing a button: an answer may move the
 * page, and a button that moves between press and release is not clicked. It is still run before the click is heard.
 */
export function onceReleased(then: () => void): void {
  if (pressed) {
    window.addEventListener("pointerup", then, { once: true, capture: true });
  } else {
    then();
  }
}

export interface Draft {
  readonly text: Ref<string>;
  /** Sends what was typed, if it differs from what the view shows. */
  settle(): void;
}

/** A draft over the text of the view, which wins whenever it changes. */
export function useDraft(shown: () => string, send: (text: string) => void): Draft {
  const text = ref(shown());
  watch(shown, (now) => {
    text.value = now;
  });
  return {
    text,
    settle(): void {
      if (text.value !== shown()) {
        send(text.value);
      }
    },
  };
}
