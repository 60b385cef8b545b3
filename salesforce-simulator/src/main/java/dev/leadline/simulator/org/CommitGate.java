package dev.leadline.simulator.org;

/** Stands before every commit and may hold it back. */
@FunctionalInterface
public interface CommitGate {
  void pass(Transaction transaction);
}
