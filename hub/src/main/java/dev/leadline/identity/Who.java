package dev.leadline.identity;

import java.util.List;

/** Whom a change means. */
public sealed interface Who {
  /** The prospect with this id, and no other. */
  record ById(long prospect) implements Who {}

  /**
   * The prospect that the first known key names. An empty list names nobody.
   *
   * @param keys in order of precedence
   */
  record ByKeys(List<Key> keys) implements Who {}

  static Who id(long prospect) {
    return new ById(prospect);
  }

  static Who keys(Key... keys) {
    return new ByKeys(List.of(keys));
  }
}
