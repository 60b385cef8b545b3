package dev.leadline.server.cli;

import dev.leadline.db.DatabaseFailure;
import dev.leadline.server.configuration.Misconfigured;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands of this program. */
@Command(
    name = "leadline",
    description = "Leadline, a self-hosted prospect hub.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:something failed; standard error says what",
      " 2:the command line is wrong",
      " 3:the settings are wrong",
      " 4:the database cannot be used",
      " 5:the port is taken",
      " 6:there is no such record"
    })
public final class Leadline {
  static final int FAILED = 1;
  static final int MISCONFIGURED = 3;
  static final int NO_DATABASE = 4;
  static final int PORT_TAKEN = 5;
  static final int NOT_FOUND = 6;

  private static final List<Class<?>> COMMANDS =
      List.of(
          Demo.class,
          Serve.class,
          ShowConfiguration.class,
          ExplainSync.class,
          Version.class,
          Train.class);

  /** Runs the command that the arguments name; answers the exit code. */
  public static int run(String... arguments) {
    return only(arguments).orElseGet(Leadline::commands).execute(arguments);
  }

  /** Every command there is. */
  static CommandLine commands() {
    CommandLine completion = new CommandLine(new GenerateCompletion()).setCommandName("completion");
    completion
        .getCommandSpec()
        .usageMessage()
        .description("Prints a completion script: source <(leadline completion)");
    CommandLine commands = program();
    COMMANDS.forEach(commands::addSubcommand);
    commands.addSubcommand(new HelpCommand());
    commands.addSubcommand("completion", completion);
    return commands;
  }

  /** The one command that is named first: to read what the others take would slow every start. */
  private static Optional<CommandLine> only(String... arguments) {
    return Arrays.stream(arguments)
        .findFirst()
        .flatMap(Leadline::named)
        .map(command -> program().addSubcommand(command));
  }

  private static Optional<Class<?>> named(String name) {
    return COMMANDS.stream()
        .filter(command -> command.getAnnotation(Command.class).name().equals(name))
        .findFirst();
  }

  private static CommandLine program() {
    return new CommandLine(new Leadline())
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  /** What a person can act on is said in a line; only the unexpected gets a stack trace. */
  private static int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    return switch (failure) {
      case Misconfigured wrong -> {
        err.println("leadline: the settings are wrong:");
        wrong.errors().forEach(error -> err.println("  " + error));
        yield MISCONFIGURED;
      }
      case DatabaseFailure trouble -> {
        err.println("leadline: " + trouble.getMessage());
        yield NO_DATABASE;
      }
      case PortTaken taken -> {
        err.println("leadline: " + taken.getMessage());
        yield PORT_TAKEN;
      }
      default -> {
        err.println("leadline: this should not have happened; please report it:");
        failure.printStackTrace(err);
        yield FAILED;
      }
    };
  }
}
