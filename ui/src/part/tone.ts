/** How something stands, for the eye: each tone has its own shape, so that colour is never alone. */
export type Tone = "good" | "warn" | "bad" | "unknown" | "busy" | "open" | "closed" | "away";
