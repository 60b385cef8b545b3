package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.Transaction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a resource saves: in a transaction of its own, or in one that it shares with the rest of a
 * composite request.
 */
public sealed interface Work {

  /** Runs saves; they are committed when the judge is content with the result, else taken back. */
  <T> T save(Actor actor, Function<Transaction, T> saves, Predicate<T> keep);

  /** The record as this request sees it, recycle bin included. */
  @Nullable Row find(String id);

  /** The transaction that is shared, or null. */
  @Nullable Transaction shared();

  /** Each request commits by itself. */
  record Alone(Org org) implements Work {
    @Override
    public <T> T save(Actor actor, Function<Transaction, T> saves, Predicate<T> keep) {
      try (Transaction tx = org.begin(actor)) {
        T result = saves.apply(tx);
        if (keep.test(result)) {
          tx.commit();
        }
        return result;
      }
    }

    @Override
    public @Nullable Row find(String id) {
      return org.find(id);
    }

    @Override
    public @Nullable Transaction shared() {
      return null;
    }
  }

  /** All saves go into one transaction; whoever opened it commits it or takes it back. */
  record Together(Transaction transaction) implements Work {
    @Override
    public <T> T save(Actor actor, Function<Transaction, T> saves, Predicate<T> keep) {
      return saves.apply(transaction);
    }

    @Override
    public @Nullable Row find(String id) {
      return transaction.find(id);
    }

    @Override
    public Transaction shared() {
      return transaction;
    }
  }
}
