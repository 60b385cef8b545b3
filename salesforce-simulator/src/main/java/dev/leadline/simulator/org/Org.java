package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.metadata.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The org: its schema, its committed records and the way to change them. */
public final class Org {

  private final Schema schema;
  private final SimulatedClock clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<ObjectType, Table> tables = new ConcurrentHashMap<>();
  private final RowLocks locks = new RowLocks();
  private final Set<Transaction> open = ConcurrentHashMap.newKeySet();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final List<SaveRule> rules = new CopyOnWriteArrayList<>();
  private final Access access = new Access(this);
  private volatile CommitGate gate = transaction -> {};
  private long commits;

  public Org(Schema schema, SimulatedClock clock) {
    this.schema = schema;
    this.clock = clock;
    this.rules.addAll(StandardRules.all());
  }

  public Schema schema() {
    return schema;
  }

  public SimulatedClock clock() {
    return clock;
  }

  /** The committed rows of an object. */
  public Table table(ObjectType type) {
    return tables.computeIfAbsent(type, t -> new Table(t, lock));
  }

  /** The committed row with this 18-character id, recycle bin included, or null. */
  public @Nullable Row find(@Nullable String id) {
    if (id == null || id.length() < 3) {
      return null;
    }
    ObjectType type = schema.withPrefix(RecordId.prefix(id));
    return type == null ? null : table(type).byId(id);
  }

  /** The value of any field of a row, the computed ones too. */
  public @Nullable Object value(Row row, Field field) {
    return field.slot() == Field.NO_SLOT ? Computed.value(this, row, field) : row.get(field);
  }

  /** What each user may see. */
  public Access access() {
    return access;
  }

  /** Opens a transaction; always close it. */
  public Transaction begin(Actor actor) {
    Transaction transaction = new Transaction(this, actor);
    open.add(transaction);
    return transaction;
  }

  /**
   * When the oldest transaction still open began, or now: nothing can still appear with an earlier
   * stamp.
   */
  public Instant settledUpTo() {
    Instant now = clock.instant();
    return open.stream()
        .map(Transaction::begun)
        .min(Instant::compareTo)
        .filter(now::isAfter)
        .orElse(now);
  }

  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /** Adds a rule that every save from now on meets, after the ones that are there. */
  public void addRule(SaveRule rule) {
    rules.add(rule);
  }

  /** Puts something before every commit that may hold it back. */
  public void gate(CommitGate wanted) {
    gate = wanted;
  }

  CommitGate gate() {
    return gate;
  }

  /** How long a save waits for another transaction's lock before UNABLE_TO_LOCK_ROW. */
  public void lockPatience(Duration patience) {
    locks.patience(patience);
  }

  /** Declares a field (see {@link Schema#declareField}) and makes the rows ready for it. */
  public Field declareField(ObjectType type, String tableLine) {
    lock.writeLock().lock();
    try {
      Field field = schema.declareField(type, tableLine, clock.second());
      table(type).reindex();
      return field;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Throws all records away; what is declared stays. */
  public void clear() {
    lock.writeLock().lock();
    try {
      tables.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Runs something that puts rows in their places while nobody reads. */
  void alone(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  List<SaveRule> rules() {
    return rules;
  }

  RowLocks locks() {
    return locks;
  }

  void ended(Transaction transaction) {
    open.remove(transaction);
  }

  void publish(Transaction transaction, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    lock.writeLock().lock();
    try {
      for (Change change : changes) {
        Table table = table(change.after().type());
        if (change.kind() == Change.Kind.HARD_DELETE) {
          table.remove(change.after());
        } else {
          table.put(change.after());
        }
      }
      commits++;
      Commit commit =
          new Commit(
              UUID.randomUUID().toString(), commits, clock.instant(), transaction.actor(), changes);
      listeners.forEach(listener -> listener.committed(commit));
    } finally {
      lock.writeLock().unlock();
    }
  }
}
