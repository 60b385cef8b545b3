package dev.leadline.simulator.control;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds objects and fields while the org runs. A line is {@code Thing__c | Thing} for an object, or
 * {@code Lead: Score__c | Score | double(18,2) | external unique} for a field.
 */
final class Declarations {

  private final Org org;

  Declarations(Org org) {
    this.org = org;
  }

  Object declare(Ask ask) {
    List<String> declared = new ArrayList<>();
    for (String line :
        ask.body().get("lines") instanceof List<?>
            ? ask.texts("lines")
            : List.of(ask.needText("line"))) {
      declare(line);
      declared.add(line);
    }
    return Map.of("declared", declared);
  }

  void declare(String line) {
    int colon = line.indexOf(':');
    int bar = line.indexOf('|');
    if (colon > 0 && (bar < 0 || colon < bar)) {
      String name = line.substring(0, colon).strip();
      ObjectType type = org.schema().object(name);
      if (type == null) {
        throw new Wrong(404, "no object '" + name + "'");
      }
      org.declareField(type, line.substring(colon + 1).strip());
      return;
    }
    String name = (bar < 0 ? line : line.substring(0, bar)).strip();
    if (!name.matches("[A-Za-z]\\w{0,40}__c")) {
      throw new Wrong(400, "a custom object needs a name that ends in __c: " + line);
    }
    if (org.schema().object(name) == null) {
      String label =
          bar < 0 ? name.substring(0, name.length() - 3) : line.substring(bar + 1).strip();
      org.schema().declareObject(name, label, org.clock().second());
    }
  }
}
