package dev.leadline.rule;

import dev.leadline.prospect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rule of a unit may name.
 *
 * @param fields by name
 * @param users ids
 * @param groups ids
 * @param campaigns id → the statuses that a member may have
 */
public record Known(
    Map<String, Field> fields,
    Set<Long> users,
    Set<Long> groups,
    Map<Long, List<String>> campaigns) {}
