/** Ways through the journey: to a step, to one of its fields, to one of its actions, with the focus put there. */
import { nextTick } from "vue";
import { useConversation } from "../conversation";

export interface Guide {
  toStep(step: string): Promise<void>;
  toField(step: string, field: string): Promise<void>;
  toAction(step: string, action: string): Promise<void>;
}

function focusOn(...selectors: string[]): void {
  const target = selectors.map((selector) => document.querySelector<HTMLElement>(selector)).find((element) => element !== null);
  target?.scrollIntoView({ block: target.matches("h1") ? "end" : "center" });
  target?.focus({ preventScroll: true });
}

export function useGuide(): Guide {
  const { view, send } = useConversation();
  async function at(step: string, ...selectors: string[]): Promise<void> {
    // What is still being typed is answered first.
    if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    const there = view.value?.step?.id === step || (await send({ kind: "go", step }));
    if (there) {
      await nextTick();
      focusOn(...selectors, "[data-testid=step-title]");
    }
  }
  return {
    toStep: (step) => at(step),
    toField: (step, field) => at(step, `#${CSS.escape(`input-${field}`)}`),
    toAction: (step, action) => at(step, `#${CSS.escape(`action-${action}`)} button:not(:disabled)`, `#${CSS.escape(`action-${action}`)}`),
  };
}
