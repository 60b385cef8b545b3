package dev.leadline.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which version this is. */
@Command(
    name = "version",
    description = "Prints which version this is.",
    mixinStandardHelpOptions = true)
final class Version implements Callable<Integer>, IVersionProvider {
  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonLine.of(line -> {
                  line.writeStringProperty("leadline", ours());
                  line.writeStringProperty("java", Runtime.version().toString());
                })
                : text());
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  private static String text() {
    return "leadline " + ours() + " (Java " + Runtime.version() + ")";
  }

  /** The jar knows; classes in a folder do not. */
  private static String ours() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }
}
