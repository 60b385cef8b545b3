package dev.leadline.server;

import dev.leadline.server.cli.Leadline;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Leadline.run(arguments));
  }
}
