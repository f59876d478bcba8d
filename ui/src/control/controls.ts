/** One component for each kind of control. A new kind without one does not compile. */
import type { Component } from "vue";
import type { ControlView } from "../wire/ControlView";
import ChoiceControl from "./ChoiceControl.vue";
import FileControl from "./FileControl.vue";
import FolderControl from "./FolderControl.vue";
import LineControl from "./LineControl.vue";
import SecretControl from "./SecretControl.vue";
import SwitchControl from "./SwitchControl.vue";

export const CONTROLS: Record<ControlView["kind"], Component> = {
  line: LineControl,
  secret: SecretControl,
  choice: ChoiceControl,
  folder: FolderControl,
  file: FileControl,
  switch: SwitchControl,
};
