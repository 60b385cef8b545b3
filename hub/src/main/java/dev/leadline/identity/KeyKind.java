package dev.leadline.identity;

/** What sort of name a key is. The code is stored; it must never change. */
public enum KeyKind {
  EMAIL(1),
  USER_ID(2),
  FID(3),
  LOOKUP(4),
  VISITOR(5);

  private final short code;

  KeyKind(int code) {
    this.code = (short) code;
  }

  short code() {
    return code;
  }
}
