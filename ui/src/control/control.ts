/** What every control is given and what it says. */
import type { Words } from "../words";
import type { FieldView } from "../wire/FieldView";

export interface ControlProps {
  field: FieldView;
  /** The id of the element that takes the focus. */
  inputId: string;
  /** The ids of the elements that describe it. */
  describedBy: string | undefined;
  words: Words;
}

export type ControlSays = {
  answer: [text: string];
  pick: [];
};
