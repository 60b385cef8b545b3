package dev.leadline.server.admin.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhomTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"userId":"u","traits":{"x":[{"email":"no"}],"email":"ann@acme.io"}} | ann@acme.io
          {"context":{"traits":{"email":"bob@acme.io"}},"userId":"u"}          | bob@acme.io
          {"traits":{"email":null},"userId":7,"anonymousId":"a"}               | 7
          {"properties":{"email":"cid@acme.io"}}                               | cid@acme.io
          {"anonymousId":"a","traits":"none"}                                  | a
          {"traits":{"email":"torn@acme.io"},                                  | torn@acme.io
          {"traits":{"name":"Nobody"}}                                         | ``
          [{"userId":"u"}]                                                     | ``
          no JSON                                                              | ``
          """)
  void tellsAnEmailBeforeAnId(String payload, String expected) {
    assertThat(Whom.of(payload)).isEqualTo(expected);
  }
}
