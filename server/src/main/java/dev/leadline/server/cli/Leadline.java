package dev.leadline.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands of this program. */
@Command(
    name = "leadline",
    description = "Leadline, a self-hosted prospect hub.",
    subcommands = {Serve.class, HelpCommand.class},
    mixinStandardHelpOptions = true)
public final class Leadline {

  /** Runs the command that the arguments name; answers the exit code. */
  public static int run(String... arguments) {
    return new CommandLine(new Leadline()).execute(arguments);
  }
}
