package dev.leadline.simulator.rest;

/** Something under {@code /services/data/vNN.0} that answers calls. */
@FunctionalInterface
interface Resource {
  /** Answers, or throws {@link Refusal}. */
  Reply answer(Call call);
}
