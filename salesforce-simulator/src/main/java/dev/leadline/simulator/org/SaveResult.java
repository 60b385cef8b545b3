package dev.leadline.simulator.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of a save.
 *
 * @param id the record, when there is one
 * @param created the save was (or would have been) an insert
 */
public record SaveResult(@Nullable String id, boolean created, List<DmlError> errors) {

  public boolean success() {
    return errors.isEmpty();
  }

  public static SaveResult saved(String id, boolean created) {
    return new SaveResult(id, created, List.of());
  }

  public static SaveResult refused(@Nullable String id, boolean created, List<DmlError> errors) {
    return new SaveResult(id, created, List.copyOf(errors));
  }

  public static SaveResult refused(@Nullable String id, DmlError error) {
    return new SaveResult(id, false, List.of(error));
  }
}
