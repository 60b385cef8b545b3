package dev.leadline.server.admin.rule;

import java.util.List;

/**
 * A part of the criteria as the page builds them: a group, or one line.
 *
 * @param id unique on the page; the names of the inputs begin with it
 * @param parent id of the group that it is in; the empty text for the outermost
 * @param any whether one part of the group is enough
 * @param what a line looks at: {@code field:NAME}, tag, score, assigned, created, changed
 */
public record Node(
    String id,
    String parent,
    boolean group,
    boolean any,
    List<Node> parts,
    String what,
    String test,
    String value) {

  static final String ROOT = "root";

  static Node group(String id, String parent, boolean any, List<Node> parts) {
    return new Node(id, parent, true, any, parts, "", "", "");
  }

  static Node line(String id, String parent, String what, String test, String value) {
    return new Node(id, parent, false, false, List.of(), what, test, value);
  }

  Node with(List<Node> children) {
    return new Node(id, parent, group, any, children, what, test, value);
  }

  boolean onField() {
    return what.startsWith("field:");
  }

  String field() {
    return onField() ? what.substring("field:".length()) : "";
  }

  /** The name of one of its inputs. */
  public String input(String name) {
    return "c." + id + "." + name;
  }
}
