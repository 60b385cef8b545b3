package dev.leadline.simulator.page;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.metadata.PicklistValue;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.wire.Html;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record, to look at and to edit; also the form for a new one. */
final class RecordPage {

  private RecordPage() {}

  /** What the person typed before a refused save, and why it was refused. */
  record Attempt(Map<String, String> typed, @Nullable String problem) {
    static final Attempt NONE = new Attempt(Map.of(), null);
  }

  static String create(View view, ObjectType type, Attempt attempt) {
    String form =
        "<form method=\"post\" action=\"/o/%s\">%s%s<p class=\"actions\"><button>Create</button><a href=\"/o/%s\">Cancel</a></p></form>"
            .formatted(
                Html.text(type.name()),
                view.hidden(),
                inputs(view, type, null, attempt),
                Html.text(type.name()));
    return view.page("New " + type.label(), View.note(attempt.problem(), true) + form);
  }

  static String show(View view, Row row, Attempt attempt, @Nullable String done) {
    StringBuilder html = new StringBuilder();
    html.append(View.note(attempt.problem(), true)).append(View.note(done, false));
    String action = "/r/" + Html.text(row.id());
    if (row.isDeleted()) {
      html.append(View.note("This record is in the recycle bin.", true));
      html.append(button(view, action + "/undelete", "Take it back", ""));
    } else if (row.isTrue("IsConverted")) {
      html.append(View.note("This lead is converted and can no longer be edited.", false));
    } else {
      html.append(
          "<form method=\"post\" action=\"%s\">%s%s<p class=\"actions\"><button>Save</button></p></form>"
              .formatted(action, view.hidden(), inputs(view, row.type(), row, attempt)));
      html.append("<h2>More</h2><div class=\"actions\">");
      if (row.type().name().equals("Lead")) {
        html.append(button(view, action + "/convert", "Convert the lead", "quiet"));
      }
      html.append(button(view, action + "/delete", "Delete", "danger")).append("</div>");
    }
    html.append("<h2>All fields</h2><dl>");
    for (Field field : row.type().fields()) {
      html.append(
          "<dt>%s</dt><dd>%s</dd>".formatted(Html.text(field.label()), view.value(row, field)));
    }
    html.append("</dl>");
    return view.page(row.type().label() + ": " + view.name(row), html.toString());
  }

  private static String button(View view, String action, String label, String style) {
    return "<form method=\"post\" action=\"%s\">%s<button class=\"%s\">%s</button></form>"
        .formatted(action, view.hidden(), style, Html.text(label));
  }

  private static String inputs(View view, ObjectType type, @Nullable Row row, Attempt attempt) {
    StringBuilder html = new StringBuilder("<div class=\"fields\">");
    for (Field field : type.fields()) {
      boolean editable = field.is(row == null ? Flag.CREATEABLE : Flag.UPDATEABLE);
      if (editable && field.slot() != Field.NO_SLOT) {
        html.append(input(view, field, current(field, row, attempt)));
      }
    }
    return html.append("</div>").toString();
  }

  private static String current(Field field, @Nullable Row row, Attempt attempt) {
    String typed = attempt.typed().get(field.name());
    if (typed != null) {
      return typed;
    }
    Object value = row == null ? null : row.get(field);
    if (row == null && field.picklistDefault() != null) {
      value = field.picklistDefault();
    }
    return value == null ? "" : value.toString();
  }

  private static String input(View view, Field field, String value) {
    String name = Html.text(field.name());
    boolean required = field.isRequired();
    String label = Html.text(field.label()) + (required ? " *" : "");
    String need = required ? " required" : "";
    return switch (field.type()) {
      case BOOLEAN ->
          "<label><input type=\"checkbox\" name=\"%s\" value=\"true\"%s> %s</label>"
              .formatted(name, value.equals("true") ? " checked" : "", label);
      case PICKLIST, COMBOBOX ->
          "<label>%s<select name=\"%s\"%s>%s</select></label>"
              .formatted(label, name, need, options(field, value));
      case TEXTAREA ->
          "<label class=\"%s\">%s<textarea name=\"%s\" maxlength=\"%d\">%s</textarea></label>"
              .formatted(
                  field.length() > 1_000 ? "wide" : "",
                  label,
                  name,
                  field.length(),
                  Html.text(value));
      case REFERENCE -> reference(view, field, label, value);
      case DATE -> text("date", label, name, value, need);
      case EMAIL -> text("email", label, name, value, need);
      default -> text("text", label, name, value, need);
    };
  }

  private static String text(String kind, String label, String name, String value, String need) {
    return "<label>%s<input type=\"%s\" name=\"%s\" value=\"%s\"%s></label>"
        .formatted(label, kind, name, Html.text(value), need);
  }

  private static String reference(View view, Field field, String label, String value) {
    if (!field.reference().targets().contains("User")) {
      return text("text", label + " (id)", Html.text(field.name()), value, "");
    }
    StringBuilder options = new StringBuilder("<option value=\"\"></option>");
    for (String target : List.of("User", "Group")) {
      ObjectType type = view.org().schema().need(target);
      if (field.reference().targets().contains(target)) {
        view.org().table(type).all().stream()
            .filter(row -> !row.isDeleted() && (target.equals("Group") || row.isTrue("IsActive")))
            .sorted(Comparator.comparing(view::name))
            .forEach(
                row -> options.append(option(row.id(), view.name(row), row.id().equals(value))));
      }
    }
    return "<label>%s<select name=\"%s\">%s</select></label>"
        .formatted(label, Html.text(field.name()), options);
  }

  private static String options(Field field, String value) {
    StringBuilder options = new StringBuilder("<option value=\"\"></option>");
    boolean known = value.isEmpty();
    for (PicklistValue entry : field.picklist()) {
      known |= entry.value().equals(value);
      options.append(option(entry.value(), entry.value(), entry.value().equals(value)));
    }
    return known ? options.toString() : options + option(value, value, true);
  }

  private static String option(String value, String label, boolean selected) {
    return "<option value=\"%s\"%s>%s</option>"
        .formatted(Html.text(value), selected ? " selected" : "", Html.text(label));
  }

  /** The values of a form as a save takes them; boxes that are not ticked are false. */
  static Map<String, @Nullable Object> values(
      ObjectType type, @Nullable Row row, Map<String, String> typed) {
    Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
    for (Field field : type.fields()) {
      boolean editable =
          field.is(row == null ? Flag.CREATEABLE : Flag.UPDATEABLE)
              && field.slot() != Field.NO_SLOT;
      if (!editable) {
        continue;
      }
      String text = typed.getOrDefault(field.name(), "");
      Object former = row == null ? null : row.get(field);
      if (field.type() == FieldType.BOOLEAN) {
        put(values, field, "true".equals(text), former);
      } else if (!text.equals(former == null ? "" : former.toString())) {
        put(values, field, text.isEmpty() ? null : text, former);
      }
    }
    return values;
  }

  private static void put(
      Map<String, @Nullable Object> values,
      Field field,
      @Nullable Object value,
      @Nullable Object former) {
    if (!java.util.Objects.equals(value, former)) {
      values.put(field.name(), value);
    }
  }
}
