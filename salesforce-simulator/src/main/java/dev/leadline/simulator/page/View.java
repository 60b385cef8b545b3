package dev.leadline.simulator.page;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.wire.Html;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request of a person: who acts, and the frame and small parts that every page is made of. */
final class View {

  private final Org org;
  private final Row user;
  private final String token;

  View(Org org, Row user, String token) {
    this.org = org;
    this.user = user;
    this.token = token;
  }

  Org org() {
    return org;
  }

  Row user() {
    return user;
  }

  /** A whole page around its content, which must be safe HTML. */
  String page(String title, String content) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s – simulated org</title><link rel="stylesheet" href="/simulator.css"></head>
    <body><a class="skip" href="#content">Skip to the content</a>
    <header><a class="name" href="/">Simulated Salesforce org</a>
    <nav aria-label="Objects"><a href="/o/Lead">Leads</a><a href="/o/Contact">Contacts</a>
    <a href="/o/Account">Accounts</a><a href="/o/Opportunity">Opportunities</a><a href="/calls">API calls</a></nav>
    <form method="post" action="/user">%s<label>Acting as <select name="user">%s</select></label>
    <button class="quiet">Switch</button></form></header>
    <main id="content"><h1>%s</h1>%s</main></body></html>
    """
        .formatted(Html.text(title), hidden(), users(), Html.text(title), content);
  }

  /** The hidden input that proves a form came from this page. */
  String hidden() {
    return "<input type=\"hidden\" name=\"token\" value=\"" + Html.text(token) + "\">";
  }

  private String users() {
    StringBuilder options = new StringBuilder();
    org.table(org.schema().need("User")).all().stream()
        .filter(row -> row.isTrue("IsActive"))
        .sorted(Comparator.comparing(this::name))
        .forEach(row ->
            options.append(
                "<option value=\"%s\"%s>%s</option>"
                    .formatted(
                        Html.text(row.id()),
                        row.id().equals(user.id()) ? " selected" : "",
                        Html.text(name(row)))));
    return options.toString();
  }

  /** What a record is called. */
  String name(Row row) {
    Field field = row.type().nameField();
    Object name = field == null ? null : org.value(row, field);
    return name == null ? row.id() : name.toString();
  }

  /** A value as content; lookups become links to their record. */
  String value(Row row, Field field) {
    Object value = org.value(row, field);
    if (value instanceof Map<?, ?> parts) {
      return Html.text(
          String.join(
              ", ",
              List.of("street", "postalCode", "city", "state", "country").stream()
                  .map(parts::get)
                  .filter(Objects::nonNull)
                  .map(Object::toString)
                  .toList()));
    }
    if (field.type() == FieldType.REFERENCE && value instanceof String id) {
      return link(id);
    }
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return Html.text(value);
  }

  private String link(String id) {
    Row row = org.find(id);
    return row == null
        ? Html.text(id)
        : "<a href=\"/r/%s\">%s</a>".formatted(Html.text(id), Html.text(name(row)));
  }

  static String note(@Nullable String text, boolean bad) {
    return text == null || text.isBlank()
        ? ""
        : "<p class=\"note%s\" role=\"status\">%s</p>"
            .formatted(bad ? " bad" : "", Html.text(text));
  }

  /** The objects that a salesperson works with, then all others. */
  static int rank(ObjectType type) {
    int place =
        List.of("Lead", "Contact", "Account", "Opportunity", "Campaign", "Task")
            .indexOf(type.name());
    return place < 0 ? 100 : place;
  }
}
