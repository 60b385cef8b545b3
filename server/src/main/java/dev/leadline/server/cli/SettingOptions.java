package dev.leadline.server.cli;

import dev.leadline.server.configuration.Configuration;
import dev.leadline.server.configuration.Misconfigured;
import dev.leadline.server.configuration.Setting;
import dev.leadline.server.configuration.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command is told its settings; all others come from the environment. */
final class SettingOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of settings, one `name = value` in a line.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The HTTP port; 0: any that is free.")
  private Optional<String> port = Optional.empty();

  Configuration read() {
    Map<Setting, String> options = new HashMap<>();
    data.ifPresent(text -> options.put(Setting.DATA, text));
    port.ifPresent(text -> options.put(Setting.HTTP_PORT, text));
    return Configuration.read(System.getenv(), file, options);
  }

  /** The settings of a command that runs for long and logs. */
  Settings forLong() throws Misconfigured {
    Configuration configuration = read();
    Settings settings = configuration.settings();
    LogLevel.set(configuration.value(Setting.LOG_LEVEL).text().toLowerCase(Locale.ROOT));
    configuration.warnings().forEach(warning -> System.err.println("leadline: " + warning));
    return settings;
  }

  /** The settings of a command that only answers. */
  Settings forShort() throws Misconfigured {
    LogLevel.set("error");
    return read().settings();
  }
}
