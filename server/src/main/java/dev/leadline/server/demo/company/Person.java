package dev.leadline.server.demo.company;

import java.util.List;
import java.util.Map;

/**
 * Somebody whom the sample company may sell to.
 *
 * @param fields field → value, as a sender would write it; email and names are always there
 * @param source the name of the source that told us first
 * @param tags what marketing has noted
 * @param score how active the person was so far
 */
public record Person(Map<String, String> fields, String source, List<String> tags, int score) {

  public String email() {
    return fields.getOrDefault("email", "");
  }

  /** Whether we know where and for whom the person works. */
  public boolean hasCompany() {
    return fields.containsKey("company");
  }
}
