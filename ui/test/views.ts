/** Small views to draw from. Each test says only what it is about. */
import type { ActionView } from "../src/wire/ActionView";
import type { FieldView } from "../src/wire/FieldView";
import type { FindingView } from "../src/wire/FindingView";
import type { ProblemView } from "../src/wire/ProblemView";
import type { RehearsalView } from "../src/wire/RehearsalView";
import type { StepView } from "../src/wire/StepView";
import type { View } from "../src/wire/View";

export const view = (over: Partial<View> = {}): View => ({
  language: "zh",
  rehearsal: null,
  deployments: [],
  open: null,
  steps: [],
  step: null,
  work: null,
  notice: null,
  failure: null,
  secrets: { keptIn: "keyring", words: "密钥保存在系统钥匙串中。" },
  summary: { holds: 0, worrying: 0, broken: 0, unknown: 0, words: "" },
  ...over,
});

export const row = (id: number, name: string, appId: string | null = null): View["deployments"][number] => ({
  id,
  name,
  appId,
  changed: "2026-03-02T08:30:00Z",
});

export const field = (id: string, over: Partial<FieldView> = {}): FieldView => ({
  id,
  label: id,
  hint: "",
  control: { kind: "line" },
  text: "",
  usual: null,
  answered: false,
  optional: false,
  refusal: null,
  suggestion: null,
  found: [],
  ...over,
});

export const problem = (code: string, over: Partial<ProblemView> = {}): ProblemView => ({
  code,
  what: `what of ${code}`,
  facts: [],
  remedies: [],
  ...over,
});

export const finding = (check: string, over: Partial<FindingView> = {}): FindingView => ({
  check,
  question: `question of ${check}`,
  state: "holds",
  words: "正常",
  problem: null,
  unknown: null,
  facts: [],
  when: "2026-03-02T08:30:00Z",
  because: null,
  ...over,
});

export const action = (id: string, over: Partial<ActionView> = {}): ActionView => ({
  id,
  title: `title of ${id}`,
  closed: null,
  plan: null,
  applied: [],
  ...over,
});

export const step = (id: string, over: Partial<StepView> = {}): StepView => ({
  id,
  title: `title of ${id}`,
  why: `why of ${id}`,
  folded: null,
  ask: [],
  act: [],
  verify: [],
  previous: null,
  next: null,
  nextClosed: null,
  ...over,
});

/** A view with this step open. */
export const at = (shown: StepView, over: Partial<View> = {}): View =>
  view({
    deployments: [row(1, "某某集团")],
    open: row(1, "某某集团"),
    steps: [
      { id: "before", title: "before", standing: "done", standingWords: "完成" },
      { id: shown.id, title: shown.title, standing: "open", standingWords: "进行中" },
      { id: "after", title: "after", standing: "blocked", standingWords: "未开放" },
    ],
    step: shown,
    ...over,
  });

export const rehearsal = (over: Partial<RehearsalView> = {}): RehearsalView => ({
  banner: "演练：这里的微信、域名和服务器都是假的，只在本机运行。任何结果都与真实部署无关。",
  fault: null,
  faults: [
    { id: "tls-expired", label: "证书已过期", detail: null },
    { id: "frozen-secret", label: "AppSecret 被冻结", detail: null },
  ],
  ...over,
});
