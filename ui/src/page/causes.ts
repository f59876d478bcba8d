/** Findings in the order of the view, with those that follow from another one of the same step put under it. */
import type { FindingView } from "../wire/FindingView";

export interface Caused {
  readonly finding: FindingView;
  readonly consequences: readonly FindingView[];
}

export function underTheirCauses(findings: readonly FindingView[]): Caused[] {
  const causes = new Map<string, FindingView>();
  for (const finding of findings) {
    const code = finding.problem?.code;
    if (code !== undefined && finding.because === null && !causes.has(code)) {
      causes.set(code, finding);
    }
  }
  const causeOf = (finding: FindingView): FindingView | undefined =>
    finding.because === null ? undefined : causes.get(finding.because);
  return findings
    .filter((finding) => causeOf(finding) === undefined)
    .map((finding) => ({ finding, consequences: findings.filter((other) => causeOf(other) === finding) }));
}
