package dev.leadline.bench;

import java.nio.charset.StandardCharsets;

/** The events of a run: distinct made-up people, each a few hundred bytes of Identify. */
final class People {
  private static final String[] FIRST = {"Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hal"};
  private static final String[] LAST = {"Amber", "Brook", "Cedar", "Dale", "Elm", "Fern", "Glen"};
  private static final String[] TITLE = {"Engineer", "Buyer", "Director", "Analyst", "Owner"};

  private final String run;

  /**
   * People that no other run has.
   *
   * @param run part of each email and message id
   */
  People(String run) {
    this.run = run;
  }

  String email(long i) {
    return "p" + i + "@" + run + ".example";
  }

  String messageId(long i) {
    return run + "-" + i;
  }

  String firstName(long i) {
    return FIRST[(int) (i % FIRST.length)];
  }

  String lastName(long i) {
    return LAST[(int) (i % LAST.length)];
  }

  String company(long i) {
    return "Company " + i % 1000;
  }

  String title(long i) {
    return TITLE[(int) (i % TITLE.length)];
  }

  /** Seven digits. */
  String phone(long i) {
    return Long.toString(10_000_000 + i % 10_000_000).substring(1);
  }

  /** One event as an SDK writes it, without its write key; no format, for the load is timed. */
  String identify(long i) {
    return "{\"type\":\"identify\",\"messageId\":\""
        + messageId(i)
        + "\",\"userId\":\"u"
        + i
        + "\",\"timestamp\":\"2026-03-01T12:00:00.000Z\",\"traits\":{\"email\":\""
        + email(i)
        + "\",\"firstName\":\""
        + firstName(i)
        + "\",\"lastName\":\""
        + lastName(i)
        + "\",\"company\":\""
        + company(i)
        + "\",\"title\":\""
        + title(i)
        + "\",\"phone\":\"+1 555 "
        + phone(i)
        + "\"},\"context\":{\"library\":{\"name\":\"bench\",\"version\":\"1\"}}}";
  }

  /** The body of one {@code /v1/batch} call. */
  byte[] batch(long from, int size) {
    StringBuilder body = new StringBuilder("{\"batch\":[");
    for (int i = 0; i < size; i++) {
      body.append(i == 0 ? "" : ",").append(identify(from + i));
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
