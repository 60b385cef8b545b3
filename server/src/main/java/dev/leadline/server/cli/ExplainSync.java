package dev.leadline.server.cli;

import dev.leadline.db.Database;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.configuration.Misconfigured;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.Explain.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Says why a prospect is or is not in step with Salesforce. */
@Command(
    name = "explain",
    description = "Says why a prospect is or is not in step with Salesforce.",
    footer = "The hub may be running; its own database is found through the data folder.",
    mixinStandardHelpOptions = true)
final class ExplainSync implements Callable<Integer> {
  @Mixin private SettingOptions options = new SettingOptions();

  @Option(names = "--json", description = "Print one line of JSON for each prospect.")
  private boolean json;

  @Parameters(paramLabel = "EMAIL|ID", description = "An email, or the id of a prospect.")
  private String whom = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Misconfigured {
    Settings settings = options.forShort();
    try (Database database = Database.running(settings.database().withPoolSize(1))) {
      Crm.Reading reading = Crm.reading(database);
      List<Prospect> prospects = find(reading);
      prospects.forEach(each -> print(each, reading.explain().of(each, Crm.REMOTE)));
      if (prospects.isEmpty()) {
        spec.commandLine().getErr().println("leadline: there is no prospect " + whom);
      }
      return prospects.isEmpty() ? Leadline.NOT_FOUND : 0;
    }
  }

  private List<Prospect> find(Crm.Reading reading) {
    if (whom.contains("@")) {
      return reading.prospects().withEmail(whom);
    }
    return whom.matches("[0-9]{1,18}")
        ? reading.prospects().find(Long.parseLong(whom)).stream().toList()
        : List.of();
  }

  private void print(Prospect prospect, Explanation why) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.of(line -> write(line, prospect, why)));
      return;
    }
    out.printf("%s is prospect %d%n", prospect.field("email"), prospect.id());
    out.println("  " + why.reason().sentence());
    Optional.ofNullable(why.detail()).ifPresent(detail -> out.println("  It says: " + detail));
    Optional.ofNullable(why.since()).ifPresent(since -> out.println("  Since: " + since));
    why.link()
        .ifPresent(link -> out.printf("  Record: %s %s%n", link.place().type(), link.place().id()));
    if (!why.leftOut().isEmpty()) {
      out.println("  Left out, as it cannot hold the value: " + names(why));
    }
    out.println("  To do: " + why.reason().fix());
  }

  private static void write(JsonGenerator line, Prospect prospect, Explanation why) {
    line.writeNumberProperty("prospect", prospect.id());
    line.writeStringProperty("email", prospect.field("email"));
    line.writeStringProperty("reason", why.reason().name());
    line.writeStringProperty("sentence", why.reason().sentence());
    line.writeStringProperty("fix", why.reason().fix());
    write(line, "detail", why.detail());
    write(line, "since", why.since());
    why.link()
        .ifPresent(link -> {
          line.writeStringProperty("type", link.place().type());
          line.writeStringProperty("record", link.place().id());
        });
    if (!why.leftOut().isEmpty()) {
      line.writeStringProperty("leftOut", names(why));
    }
  }

  private static String names(Explanation why) {
    return why.leftOut().stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private static void write(JsonGenerator line, String name, @Nullable Object value) {
    if (value != null) {
      line.writeStringProperty(name, value.toString());
    }
  }
}
