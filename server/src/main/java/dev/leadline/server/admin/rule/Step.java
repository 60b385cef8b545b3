package dev.leadline.server.admin.rule;

/**
 * An action as the page builds it.
 *
 * @param id unique on the page
 * @param what user, group, tag, untag, score, field or campaign
 * @param target the id of the user, group or campaign; the name of the field
 * @param value the tag, the points, the field's value, the member status
 */
public record Step(String id, String what, String target, String value) {
  /** The name of one of its inputs. */
  public String input(String name) {
    return "a." + id + "." + name;
  }
}
