/**
 * What the page needs of the program around it: one request in, one whole view out, and every change as a fresh view.
 */
import type { Failure } from "../wire/Failure";
import type { Request } from "../wire/Request";
import type { View } from "../wire/View";

export interface Host {
  /** Sends a request and resolves with the view after it; rejects with a `Failure`. */
  send(request: Request): Promise<View>;
  /** Calls back with every change, also progress. */
  watch(onView: (view: View) => void): void;
}

/** What a host rejected with. Anything but a `Failure` means that the bridge itself broke. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "what" in thrown) {
    return thrown as Failure;
  }
  return {
    code: "fault",
    what: "界面与程序之间的连接出错。 The page lost its connection to the program.",
    hint: "请关闭窗口后重新打开，填写的内容已保存。 Close the window and open it again; the answers are kept.",
    cause: [thrown instanceof Error ? thrown.message : String(thrown)],
    problem: null,
  };
}
