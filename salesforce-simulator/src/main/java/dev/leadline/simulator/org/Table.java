package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The committed rows of one object, the recycle bin included, and the indexes over them. */
public final class Table {

  private static final int SLACK = 10_000;
  private final ObjectType type;
  private final ReadWriteLock lock;
  private final AtomicInteger lastNumber = new AtomicInteger();
  private @Nullable Row[] rows = new Row[64];
  private int live;
  private StampIndex byStamp = new StampIndex();
  private Map<String, HashIndex> byValue = new HashMap<>();

  Table(ObjectType type, ReadWriteLock lock) {
    this.type = type;
    this.lock = lock;
  }

  public ObjectType type() {
    return type;
  }

  /** How many rows there are, the recycle bin included. */
  public int size() {
    return live;
  }

  int nextNumber() {
    return lastNumber.incrementAndGet();
  }

  /** Puts a row of a snapshot in its place; the caller holds the write lock. */
  void restore(Row row) {
    lastNumber.accumulateAndGet(row.number(), Math::max);
    put(row);
  }

  /** The committed row with this 18-character id, or null. */
  public @Nullable Row byId(String id) {
    int number = RecordId.number(id);
    lock.readLock().lock();
    try {
      Row row = number > 0 && number < rows.length ? rows[number] : null;
      return row != null && row.id().equals(id) ? row : null;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** All rows in the order of their creation. */
  public List<Row> all() {
    lock.readLock().lock();
    try {
      List<Row> all = new ArrayList<>(live);
      for (Row row : rows) {
        if (row != null) {
          all.add(row);
        }
      }
      return all;
    } finally {
      lock.readLock().unlock();
    }
  }

  public boolean isIndexed(Field field) {
    return field.is(Flag.INDEXED) && field.slot() != Field.NO_SLOT;
  }

  /**
   * The rows whose indexed field has this value, text compared without case, in the order of
   * creation.
   */
  public List<Row> rowsWith(Field field, Object value) {
    lock.readLock().lock();
    try {
      List<Row> found = new ArrayList<>();
      HashIndex index = byValue.get(field.name());
      if (index == null) {
        return found;
      }
      for (int number : index.get(value)) {
        Row row = rows[number];
        if (row != null && HashIndex.sameKey(row.get(field), value)) {
          found.add(row);
        }
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The rows with SystemModstamp in [from, to), ordered by SystemModstamp, then creation. */
  public List<Row> rowsStamped(Instant from, Instant to) {
    Field stamp = type.need("SystemModstamp");
    lock.readLock().lock();
    try {
      List<Row> found = new ArrayList<>();
      BitSet seen = new BitSet();
      long end = to.toEpochMilli();
      for (int at = byStamp.firstFrom(from.toEpochMilli());
          at < byStamp.size() && byStamp.stampAt(at) < end;
          at++) {
        Row row = rows[byStamp.numberAt(at)];
        if (row != null
            && row.get(stamp) instanceof Instant now
            && now.toEpochMilli() == byStamp.stampAt(at)
            && !seen.get(row.number())) {
          seen.set(row.number());
          found.add(row);
        }
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Makes a row version the committed one; the caller holds the write lock. */
  void put(Row row) {
    if (row.number() >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(row.number() + 1, rows.length * 2));
    }
    Row former = rows[row.number()];
    rows[row.number()] = row;
    if (former == null) {
      live++;
    }
    index(former, row);
    if (byStamp.size() > 2 * live + SLACK) {
      reindex();
    }
  }

  /** Takes a row out for good; the caller holds the write lock. */
  void remove(Row row) {
    if (rows[row.number()] != null) {
      rows[row.number()] = null;
      live--;
    }
  }

  /**
   * Fills the index of a field that was declared after rows were there; the caller holds the write
   * lock.
   */
  void reindex() {
    byStamp = new StampIndex();
    byValue = new HashMap<>();
    List<Row> all = all();
    Field stamp = type.field("SystemModstamp");
    if (stamp != null) {
      all.sort((a, b) -> ((Instant) key(a, stamp)).compareTo((Instant) key(b, stamp)));
    }
    all.forEach(row -> index(null, row));
  }

  private static Object key(Row row, Field field) {
    Object value = row.get(field);
    return value == null ? Instant.EPOCH : value;
  }

  private void index(@Nullable Row former, Row row) {
    for (Field field : type.fields()) {
      if (isIndexed(field)) {
        Object value = row.get(field);
        if (value != null && (former == null || !HashIndex.sameKey(former.get(field), value))) {
          byValue.computeIfAbsent(field.name(), name -> new HashIndex()).add(value, row.number());
        }
      }
    }
    if (row.get("SystemModstamp") instanceof Instant stamp
        && (former == null || !stamp.equals(former.get("SystemModstamp")))) {
      byStamp.add(stamp.toEpochMilli(), row.number());
    }
  }
}
