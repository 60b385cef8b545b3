package dev.leadline.server.admin.rule;

import dev.leadline.campaign.Campaign;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line of the builder offers, given what was chosen in it. */
public final class Choices {
  static final List<Option> OTHERS =
      List.of(
          new Option("tag", "Tag"),
          new Option("score", "Score"),
          new Option("assigned", "Assignment"),
          new Option("created", "Created by"),
          new Option("changed", "Changed by"));

  private static final List<Option> ACTIONS =
      List.of(
          new Option("user", "Assign to user"),
          new Option("group", "Assign to group in turn"),
          new Option("tag", "Add tag"),
          new Option("untag", "Remove tag"),
          new Option("score", "Adjust score by"),
          new Option("field", "Set field"),
          new Option("campaign", "Add to campaign"));

  private final Catalog catalog;

  Choices(Catalog catalog) {
    this.catalog = catalog;
  }

  public List<Option> fields() {
    return catalog.fields().values().stream()
        .map(field -> new Option("field:" + field.name(), field.label()))
        .toList();
  }

  public List<Option> others() {
    return OTHERS;
  }

  /** The comparisons that make sense for what a line looks at. */
  public List<Option> tests(Node line) {
    return switch (line.what()) {
      case "tag" -> List.of(new Option("has", "is one of"), new Option("lacks", "is none of"));
      case "score" ->
          Arrays.stream(ScoreTest.values()).map(t -> new Option(t.name(), t.words())).toList();
      case "assigned" ->
          List.of(
              new Option("anyone", "to anyone"),
              new Option("nobody", "to nobody"),
              new Option("user", "to"));
      case "created", "changed" ->
          List.of(
              new Option(Origin.Kind.SIGNAL.name(), "source"),
              new Option(Origin.Kind.USER.name(), "user"),
              new Option(Origin.Kind.REMOTE.name(), "Salesforce"),
              new Option(Origin.Kind.IMPORT.name(), "import"));
      default -> fieldTests(line).stream().map(t -> new Option(t.name(), t.words())).toList();
    };
  }

  /** The line with a comparison that it offers: another thing was chosen in it. */
  Node fit(Node line) {
    List<Option> tests = tests(line);
    boolean fits = tests.stream().anyMatch(test -> test.value().equals(line.test()));
    return fits
        ? line
        : Node.line(line.id(), line.parent(), line.what(), tests.getFirst().value(), "");
  }

  /** What the value may be; empty: it is typed. */
  public List<Option> values(Node line) {
    return switch (line.what()) {
      case "assigned" -> line.test().equals("user") ? catalog.userOptions() : List.of();
      case "created", "changed" ->
          switch (line.test()) {
            case "SIGNAL" -> Catalog.with(new Option("0", "any source"), catalog.sourceOptions());
            case "USER" -> Catalog.with(new Option("0", "any user"), catalog.userOptions());
            default -> List.of();
          };
      default -> fieldValues(line);
    };
  }

  /** Whether the line takes a value at all. */
  public boolean takesValue(Node line) {
    return switch (line.what()) {
      case "tag", "score" -> true;
      case "assigned", "created", "changed" -> !values(line).isEmpty();
      default ->
          !line.test().equals(FieldTest.IS_EMPTY.name())
              && !line.test().equals(FieldTest.IS_FILLED.name());
    };
  }

  /** What to say in an empty input. */
  public String hint(Node line) {
    return switch (line.what()) {
      case "tag" -> "tag; another tag";
      case "score" -> "number";
      default -> {
        Field field = catalog.fields().get(line.field());
        boolean date = field != null && field.type() == FieldType.DATE;
        yield date ? "2026-01-31" : "value; another value";
      }
    };
  }

  public List<Option> actions() {
    return ACTIONS;
  }

  /** Whom or what an action is about; empty: nothing to choose. */
  public List<Option> targets(Step step) {
    return switch (step.what()) {
      case "user" -> catalog.userOptions();
      case "group" -> catalog.groupOptions();
      case "campaign" -> catalog.campaignOptions();
      case "field" ->
          catalog.fieldOptions().stream().filter(f -> !f.value().equals("email")).toList();
      default -> List.of();
    };
  }

  /** Whether there must be a target, even where none can be chosen yet. */
  public boolean takesTarget(Step step) {
    return switch (step.what()) {
      case "user", "group", "campaign", "field" -> true;
      default -> false;
    };
  }

  public boolean takesValue(Step step) {
    return !step.what().equals("user") && !step.what().equals("group");
  }

  /** The values that an action offers; empty: it is typed. */
  public List<Option> values(Step step) {
    return switch (step.what()) {
      case "campaign" ->
          catalog.campaigns().stream()
              .filter(c -> step.target().equals(Long.toString(c.id())))
              .map(Campaign::statuses)
              .flatMap(List::stream)
              .map(status -> new Option(status, status))
              .toList();
      case "field" -> options(catalog.fields().get(step.target()));
      default -> List.of();
    };
  }

  private List<Option> fieldValues(Node line) {
    boolean whole =
        line.test().equals(FieldTest.IS.name()) || line.test().equals(FieldTest.IS_NOT.name());
    return whole ? options(catalog.fields().get(line.field())) : List.of();
  }

  private static List<Option> options(@Nullable Field field) {
    if (field == null) {
      return List.of();
    }
    if (field.type() == FieldType.BOOLEAN) {
      return List.of(new Option("true", "Yes"), new Option("false", "No"));
    }
    return field.type().several()
        ? List.of()
        : field.options().stream().map(option -> new Option(option, option)).toList();
  }

  private Set<FieldTest> fieldTests(Node line) {
    Field field = catalog.fields().get(line.field());
    if (field == null) {
      return EnumSet.of(FieldTest.IS);
    }
    return switch (field.type()) {
      case BOOLEAN ->
          EnumSet.of(FieldTest.IS, FieldTest.IS_NOT, FieldTest.IS_EMPTY, FieldTest.IS_FILLED);
      case DATE ->
          EnumSet.of(
              FieldTest.IS,
              FieldTest.IS_NOT,
              FieldTest.BEFORE,
              FieldTest.AFTER,
              FieldTest.IS_EMPTY,
              FieldTest.IS_FILLED);
      case NUMBER ->
          EnumSet.of(
              FieldTest.IS,
              FieldTest.IS_NOT,
              FieldTest.GREATER_THAN,
              FieldTest.LESS_THAN,
              FieldTest.IS_EMPTY,
              FieldTest.IS_FILLED);
      case TEXT, TEXT_AREA, RADIO, DROPDOWN, CHECKBOX, MULTI_SELECT, HIDDEN, CRM_USER ->
          EnumSet.complementOf(EnumSet.of(FieldTest.BEFORE, FieldTest.AFTER));
    };
  }
}
