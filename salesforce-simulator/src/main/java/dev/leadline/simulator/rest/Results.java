package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.SaveResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Save results as collections tell them: {@code statusCode} instead of {@code errorCode}. */
final class Results {

  private static final DmlError ROLLED_BACK =
      DmlError.of(
          "ALL_OR_NONE_OPERATION_ROLLED_BACK",
          "Record rolled back because not all records were valid and the request was using AllOrNone header");

  private Results() {}

  static boolean allGood(List<SaveResult> results) {
    return results.stream().allMatch(SaveResult::success);
  }

  /** What callers see when one bad record took the others back. */
  static List<SaveResult> rolledBack(List<SaveResult> results) {
    List<SaveResult> told = new ArrayList<>();
    for (SaveResult result : results) {
      told.add(
          result.success()
              ? SaveResult.refused(
                  result.created() ? null : result.id(), result.created(), List.of(ROLLED_BACK))
              : result);
    }
    return told;
  }

  /**
   * The wire form, in order. An upsert tells {@code created} too, even for records that failed to
   * be inserted.
   */
  static List<Object> json(List<SaveResult> results, boolean upsert) {
    List<Object> json = new ArrayList<>();
    for (SaveResult result : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      if (result.id() != null) {
        one.put("id", result.id());
      }
      one.put("success", result.success());
      one.put("errors", errors(result.errors()));
      if (upsert) {
        one.put("created", result.created());
      }
      json.add(one);
    }
    return json;
  }

  static List<Object> errors(List<DmlError> errors) {
    List<Object> json = new ArrayList<>();
    for (DmlError error : errors) {
      Map<String, Object> one = new LinkedHashMap<>();
      Map<String, Object> duplicates = error.duplicateResult();
      if (duplicates != null) {
        one.put("duplicateResult", duplicates);
      }
      one.put("statusCode", error.code());
      one.put("message", error.message());
      one.put("fields", error.fields());
      json.add(one);
    }
    return json;
  }
}
