/** Mounts the whole page over a staged host, as the window does. */
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import App from "../src/App.vue";
import { staged, type Play, type Staged } from "../src/host/staged";
import type { View } from "../src/wire/View";

export interface Shown {
  page: VueWrapper;
  host: Staged;
  /** The element with this test id. */
  find(id: string): ReturnType<VueWrapper["find"]>;
}

export async function show(view: View, play?: Play): Promise<Shown> {
  const host = staged(view, play);
  const page = mount(App, { props: { host }, attachTo: document.body });
  await flushPromises();
  host.sent.length = 0;
  return { page, host, find: (id) => page.find(`[data-testid="${id}"]`) };
}
