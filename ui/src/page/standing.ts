/** From what the view says to how it looks. Every table is total: a new tag does not compile without its look. */
import type { Tone } from "../part/tone";
import type { FailureCode } from "../wire/FailureCode";
import type { FindingState } from "../wire/FindingState";
import type { StandingTag } from "../wire/StandingTag";

export const STANDING_TONES: Record<StandingTag, Tone> = {
  folded: "away",
  blocked: "closed",
  open: "open",
  broken: "bad",
  done: "good",
};

export const FINDING_TONES: Record<FindingState, Tone> = {
  holds: "good",
  worrying: "warn",
  broken: "bad",
  unknown: "unknown",
  looking: "busy",
};

/** How a failure is presented. */
export interface Presentation {
  readonly tone: Tone;
  /** Whether a screen reader is interrupted for it. */
  readonly urgent: boolean;
}

export const FAILURES: Record<FailureCode, Presentation> = {
  "not-now": { tone: "unknown", urgent: false },
  cancelled: { tone: "away", urgent: false },
  refused: { tone: "warn", urgent: true },
  undone: { tone: "bad", urgent: true },
  data: { tone: "bad", urgent: true },
  fault: { tone: "bad", urgent: true },
};
