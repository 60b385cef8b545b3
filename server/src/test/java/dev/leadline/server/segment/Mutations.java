package dev.leadline.server.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Bodies that are nearly right: real ones with a few bytes changed, dropped, doubled or swapped.
 */
final class Mutations {
  /** Every member that the door reads, in every form. */
  static final List<String> REAL =
      List.of(
          """
          {"type":"identify","messageId":"m1","userId":"u1","anonymousId":"a","writeKey":"k",
           "timestamp":"2026-11-21T18:30:00.123Z","originalTimestamp":1763749800123,
           "sentAt":"2026-11-21T19:30:00+01:00","channel":"server","version":2,
           "traits":{"email":"ann@acme.io","name":"Ann Lee","age":41.5,"vip":true,"tags":["a","b"],
            "company":{"name":"Acme","employee_count":12},"address":{"postalCode":"1010"},"x":null},
           "integrations":{"All":true,"Pardot":{"fid":"00Q000000000001"}},
           "context":{"ip":"8.8.8.8","library":{"name":"l"},"Pardot":{"id":1},
            "externalId":[{"type":"crmfid","id":"f"}],"traits":{"phone":"+1"}},
           "options":{"providers":{"All":false},"Pardot":{"id":"9"}}}
          """,
          """
          {"batch":[{"type":"identify","userId":"u","traits":{"email":"b@b.io"}},
           {"type":"track","event":"e","properties":{"p":1e5}},7,null,"x",[],{}],
           "writeKey":"k","sentAt":"2026-11-21T18:30:00Z","timestamp":1,"sequence":3,
           "context":{"library":{"name":"analytics-java"}},"integrations":{"All":true}}
          """,
          "{\"traits\":{\"email\":\"\\u00e9\\ud83d\\ude00@\\u0000.io\"},\"userId\":1e999999999}",
          "{}",
          "{\"batch\":[]}");

  private static final String TELLING = "{}[]\",:\\u0d8/-+.eE0159 \0\u0001ÿntf";

  private Mutations() {}

  static byte[] next(RandomGenerator random) {
    byte[] body = pick(random);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && body.length > 0; i++) {
      body = changed(body, random);
    }
    return body;
  }

  private static byte[] changed(byte[] body, RandomGenerator random) {
    int from = random.nextInt(body.length);
    int to = Math.min(body.length, from + 1 + random.nextInt(20));
    return switch (random.nextInt(5)) {
      case 0 -> joined(Arrays.copyOf(body, from), letter(random), rest(body, from + 1));
      case 1 -> joined(Arrays.copyOf(body, from), letter(random), rest(body, from));
      case 2 -> joined(Arrays.copyOf(body, from), rest(body, to));
      case 3 -> joined(Arrays.copyOf(body, to), rest(body, from));
      default -> {
        byte[] other = pick(random);
        yield joined(Arrays.copyOf(body, from), rest(other, random.nextInt(other.length)));
      }
    };
  }

  private static byte[] pick(RandomGenerator random) {
    return REAL.get(random.nextInt(REAL.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] letter(RandomGenerator random) {
    return random.nextInt(4) == 0
        ? new byte[] {(byte) random.nextInt(256)}
        : new byte[] {(byte) TELLING.charAt(random.nextInt(TELLING.length()))};
  }

  private static byte[] rest(byte[] body, int from) {
    return Arrays.copyOfRange(body, Math.min(from, body.length), body.length);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
