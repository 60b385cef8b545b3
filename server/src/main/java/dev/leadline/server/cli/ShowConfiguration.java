package dev.leadline.server.cli;

import dev.leadline.server.configuration.Configuration;
import dev.leadline.server.configuration.Misconfigured;
import dev.leadline.server.configuration.Value;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Prints what holds and who decided it. Secrets are hidden. */
@Command(
    name = "config",
    description = "Prints the effective configuration and where each value came from.",
    mixinStandardHelpOptions = true)
final class ShowConfiguration implements Callable<Integer> {
  @Mixin private SettingOptions options = new SettingOptions();

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Misconfigured {
    Configuration configuration = options.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.of(line -> configuration.values().forEach(each -> write(line, each))));
    } else {
      configuration
          .values()
          .forEach(each ->
              out.printf(
                  "%-24s = %-24s # %s%n", each.setting().name(), each.shown(), each.origin()));
    }
    out.flush();
    configuration.warnings().forEach(spec.commandLine().getErr()::println);
    configuration.settings(); // says what is wrong, if anything is
    return 0;
  }

  private static void write(JsonGenerator line, Value value) {
    line.writeName(value.setting().name());
    line.writeStartObject();
    line.writeStringProperty("value", value.shown());
    line.writeStringProperty("origin", value.origin());
    line.writeEndObject();
  }
}
