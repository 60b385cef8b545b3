package dev.leadline.server.admin.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrettyJsonTest {
  @Test
  void indentsAndKeepsNumbersAsTheyAre() {
    assertThat(PrettyJson.of("{\"a\":1.10,\"b\":[true,{\"c\":\"x\"}]}"))
        .isEqualTo(
            """
            {
              "a" : 1.10,
              "b" : [
                true,
                {
                  "c" : "x"
                }
              ]
            }\
            """);
  }

  @Test
  void leavesWhatIsNoJson() {
    assertThat(PrettyJson.of("{\"a\":")).isEqualTo("{\"a\":");
  }
}
