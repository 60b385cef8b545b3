package dev.leadline.server.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of all settings and where each came from: an option goes before the environment, that
 * before the file, that before the default.
 */
public final class Configuration {
  private final Map<Setting, Value> values = new HashMap<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Configuration() {}

  /** Reads the three places; what is wrong with them comes out of {@link #settings}. */
  public static Configuration read(
      Map<String, String> environment, Optional<Path> file, Map<Setting, String> options) {
    Configuration configuration = new Configuration();
    Setting.ALL.forEach(each -> configuration.put(each, each.standard(), Value.STANDARD));
    file.ifPresent(configuration::readFile);
    configuration.readEnvironment(environment);
    options.forEach(
        (setting, text) -> configuration.put(setting, text, "option --" + optionOf(setting)));
    return configuration;
  }

  /** In the order of the reference. */
  public List<Value> values() {
    return Setting.ALL.stream().map(this::value).toList();
  }

  public Value value(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("There is no setting " + setting.name());
    }
    return value;
  }

  /** What looks like a mistake but harms nobody. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The settings, checked. */
  public Settings settings() throws Misconfigured {
    return new ReadSettings(this, errors).all();
  }

  private static String optionOf(Setting setting) {
    return setting.name().substring(setting.name().lastIndexOf('.') + 1);
  }

  private void put(Setting setting, String text, String origin) {
    values.put(setting, new Value(setting, text.strip(), origin));
  }

  private void readFile(Path file) {
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        readLine(line.strip(), file + " line " + number);
      }
    } catch (NoSuchFileException e) {
      errors.add("the file " + file + " does not exist");
    } catch (IOException e) {
      errors.add("the file " + file + " cannot be read: " + e.getMessage());
    }
  }

  private void readLine(String line, String origin) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int equals = line.indexOf('=');
    String name = equals < 0 ? line : line.substring(0, equals).strip();
    Optional<Setting> setting = Setting.named(name);
    if (equals < 0) {
      errors.add(origin + ": \"" + name + "\" has no value (write name = value)");
    } else if (setting.isEmpty()) {
      errors.add(origin + ": there is no setting \"" + name + "\"");
    } else if (!value(setting.get()).origin().equals(Value.STANDARD)) {
      errors.add(origin + ": " + name + " is set already (" + value(setting.get()).origin() + ")");
    } else {
      put(setting.get(), line.substring(equals + 1), origin);
    }
  }

  private void readEnvironment(Map<String, String> environment) {
    for (Setting setting : Setting.ALL) {
      String text = environment.get(setting.variable());
      String file = environment.get(setting.variable() + "_FILE");
      if (text != null && file != null && setting.secret()) {
        errors.add(setting.variable() + " and " + setting.variable() + "_FILE are both set");
      } else if (text != null) {
        put(setting, text, setting.variable());
      } else if (file != null && setting.secret()) {
        readSecret(setting, Path.of(file));
      }
    }
    environment.keySet().stream()
        .filter(name -> name.startsWith("LEADLINE_") && !isKnown(name))
        .sorted()
        .forEach(name -> warnings.add("there is no setting for the variable " + name));
  }

  private void readSecret(Setting setting, Path file) {
    String variable = setting.variable() + "_FILE";
    try {
      put(setting, Files.readString(file), variable);
    } catch (IOException | SecurityException e) {
      errors.add(variable + ": the file " + file + " cannot be read");
    }
  }

  private static boolean isKnown(String variable) {
    return Setting.OF_THE_LAUNCHER.contains(variable)
        || Setting.ALL.stream()
            .anyMatch(each ->
                each.variable().equals(variable)
                    || (each.secret() && (each.variable() + "_FILE").equals(variable)));
  }
}
