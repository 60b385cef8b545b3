package dev.leadline.simulator.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why one record could not be saved: Salesforce's StatusCode, its text and the fields meant.
 *
 * @param duplicateResult the matches found by a duplicate rule, in wire form
 */
public record DmlError(
    String code,
    String message,
    List<String> fields,
    @Nullable Map<String, Object> duplicateResult) {

  public static DmlError of(String code, String message, String... fields) {
    return new DmlError(code, message, List.of(fields), null);
  }
}
