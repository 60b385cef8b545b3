package dev.leadline.prospect;

import java.util.Map;

/**
 * Some of the prospects, told by another room in terms of its own tables, for {@link
 * ProspectSearch} to look among.
 *
 * @param sql a condition on {@code p.id}; never holds what a person typed
 * @param values the values of the parameters that it names
 */
public record Among(String sql, Map<String, Object> values) {
  public static final Among ALL = new Among("true", Map.of());
}
